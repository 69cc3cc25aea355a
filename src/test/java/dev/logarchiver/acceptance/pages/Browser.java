package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * A browser, one for all tests of this JVM, which remembers what went wrong on a page.
 */
final class Browser {

	private static final SingletonSupplier<Browser> SHARED = SingletonSupplier
		.of(() -> new Browser(BrowserProcess.start()));

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration POLL = Duration.ofMillis(20);

	private static final String ON_EACH_PAGE = "Page.addScriptToEvaluateOnNewDocument";

	/** Runs before anything of a page does. */
	private static final String WATCH = """
			window.problems = [];
			window.addEventListener('securitypolicyviolation',
				(e) => window.problems.push(`policy: ${e.effectiveDirective} ${e.blockedURI}`), true);
			window.addEventListener('error',
				(e) => window.problems.push(`error: ${e.message || e.target?.src || e.target?.href}`), true);
			window.addEventListener('unhandledrejection', (e) => window.problems.push(`rejection: ${e.reason}`));
			for (const name of ['alert', 'confirm', 'prompt', 'open', 'print'])
				window[name] = (text) => { window.problems.push(`${name}: ${text}`); };
			""";

	/** What no page has, whatever is shown on it. */
	private static final String STRUCTURE = """
			const odd = [];
			const count = (selector, number) => {
				const found = document.querySelectorAll(selector);
				if (found.length !== number) odd.push(`${found.length} of ${selector}: ${found[0]?.outerHTML}`);
			};
			count('html', 1); count('body', 1); count('body > main#content', 1); count('main', 1); count('h1', 1);
			count('body > header nav', 1); count('head script[type=module][src^="/assets/log-archiver.js"]', 1);
			count('script', 1); count('head link[rel=stylesheet]', 1); count('head link[rel=icon]', 1); count('link', 2); count('[style]:not(.spacer, .spacer > .shown)', 0);
			count('iframe, object, embed, img, video, audio, base, style, math, frame, applet, marquee', 0);
			for (const element of document.querySelectorAll('*')) {
				for (const attribute of element.attributes) {
					if (/^on/i.test(attribute.name)) odd.push(element.outerHTML);
					if (['href', 'src', 'action', 'formaction'].includes(attribute.name)
							&& new URL(attribute.value, location).origin !== location.origin) odd.push(element.outerHTML);
				}
			}
			if ('hacked' in window) odd.push('hacked: ' + window.hacked);
			return odd;
			""";

	private static final String AUDIT = """
			const done = arguments[arguments.length - 1];
			const rules = arguments[0];
			axe.run(document, {resultTypes: ['violations'], ...(rules.length && {runOnly: rules})}).then(
				(result) => done(result.violations.filter((found) => ['serious', 'critical'].includes(found.impact))
					.map((found) => `${found.impact} ${found.id}: ${found.nodes.slice(0, 3).map((node) =>
						`${node.target} ${node.failureSummary}`).join(' | ')}`)),
				(problem) => done(['axe: ' + problem]));
			""";

	private final HttpClient devtools = HttpClient.newHttpClient();

	private final BrowserProcess process;

	private final RemoteWebDriver driver;

	private Browser(BrowserProcess process) {
		this.process = process;
		this.driver = process.driver();
		this.driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
		command(ON_EACH_PAGE, Map.of("source", WATCH));
	}

	/**
	 * The browser, in its usual state. Without one, the test is skipped.
	 */
	static Browser shared() {
		Assumptions.assumeTrue(BrowserProcess.isInstalled(),
				"SKIPPED: there is no browser here (Debian: apt-get install chromium chromium-driver)");
		Browser browser = Objects.requireNonNull(SHARED.get());
		browser.look("light", 1280);
		browser.problems();
		return browser;
	}

	/**
	 * Shows pages as others see them.
	 * @param scheme light or dark
	 * @param width of the window, in CSS pixels
	 */
	Browser look(String scheme, int width) {
		return look(scheme, width, 900);
	}

	Browser look(String scheme, int width, int height) {
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		return this;
	}

	/** Has pages work without JavaScript, or with it again. */
	Browser scripts(boolean enabled) {
		command("Emulation.setScriptExecutionDisabled", Map.of("value", !enabled));
		return this;
	}

	private JsonNode command(String name, Map<String, ?> parameters) {
		String body = JsonMapper.shared().writeValueAsString(Map.of("cmd", name, "params", parameters));
		try {
			HttpResponse<String> answer = this.devtools.send(HttpRequest.newBuilder(this.process.devtools())
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(name + ": " + answer.body());
			}
			return JsonMapper.shared().readTree(answer.body()).path("value");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Opens a page, with all that belongs to it. */
	Browser open(URI page) {
		if (withoutFragment(page.toString()).equals(withoutFragment(address().toString()))) {
			// it would not be loaded anew
			this.driver.get("about:blank");
		}
		this.driver.get(page.toString());
		return this;
	}

	private static String withoutFragment(String address) {
		return address.replaceFirst("#.*", "");
	}

	/**
	 * Opens a page that doesn't end by itself.
	 * @param script runs before anything of the page does
	 */
	Browser open(URI page, String script) {
		String identifier = command(ON_EACH_PAGE, Map.of("source", script)).path("identifier").asString();
		try {
			return open(page);
		}
		finally {
			command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", identifier));
		}
	}

	/** Where it is now. */
	URI address() {
		return URI.create(Objects.requireNonNull(this.driver.getCurrentUrl()));
	}

	String title() {
		return Objects.requireNonNull(this.driver.getTitle());
	}

	/** Presses keys, one after the other, wherever the focus is. */
	Browser press(CharSequence... keys) {
		for (CharSequence key : keys) {
			new Actions(this.driver).sendKeys(key).perform();
		}
		return this;
	}

	/** Presses a key while another is held down. */
	Browser pressWith(CharSequence held, CharSequence key) {
		new Actions(this.driver).keyDown(held).sendKeys(key).keyUp(held).perform();
		return this;
	}

	/** Evaluates a script, which returns something. */
	@Nullable Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** What is in the window, as PNG. */
	byte[] picture() {
		return Objects.requireNonNull(this.driver.getScreenshotAs(OutputType.BYTES));
	}

	/** The text of an element as it is there, whether or not it is in sight. */
	String text(String selector) {
		return String.valueOf(run("return document.querySelector(arguments[0]).textContent", selector));
	}

	/** How many elements there are. */
	long count(String selector) {
		return ((Number) Objects.requireNonNull(run("return document.querySelectorAll(arguments[0]).length", selector)))
			.longValue();
	}

	/** Waits for something that a page does by itself. */
	Browser await(String what, BooleanSupplier condition) {
		try {
			Awaitility.await(what)
				.pollInSameThread()
				.pollInterval(POLL)
				.atMost(PATIENCE)
				.until(condition::getAsBoolean);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("It didn't happen: " + what + ", on " + address() + ", problems " + problems(),
					ex);
		}
		return this;
	}

	/** What went wrong since the last time: errors, violations of the policy, dialogs. */
	List<String> problems() {
		List<String> problems = new ArrayList<>();
		this.driver.manage()
			.logs()
			.get("browser")
			.forEach((entry) -> problems.add(entry.getLevel() + " " + entry.getMessage()));
		for (JsonNode problem : JsonMapper.shared()
			.valueToTree(run("const all = window.problems ?? []; window.problems = []; return all"))) {
			problems.add(problem.asString());
		}
		return problems;
	}

	/** What is on the page that belongs on none. */
	List<String> oddities() {
		return strings(run(STRUCTURE));
	}

	/**
	 * What keeps people from using the page, as axe-core finds it.
	 * @param rules what to look for, all if nothing is named
	 */
	List<String> barriers(String... rules) {
		run("if (!window.axe) {" + Axe.SCRIPT + "} return 0");
		return strings(this.driver.executeAsyncScript(AUDIT, List.of(rules)));
	}

	private static List<String> strings(@Nullable Object list) {
		return ((List<?>) Objects.requireNonNull(list)).stream().map(String::valueOf).toList();
	}

	/** Read only where it is needed. */
	private static final class Axe {

		private static final String SCRIPT = read();

		private static String read() {
			try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
				return new String(script.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
