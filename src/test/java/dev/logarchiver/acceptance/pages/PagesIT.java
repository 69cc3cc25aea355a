package dev.logarchiver.acceptance.pages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** All pages in a browser. */
@TestInstance(Lifecycle.PER_CLASS)
class PagesIT {

	/** What the keyboard should reach. */
	private static final String CONTROLS = """
			return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, [tabindex="0"]')]
				.filter((element) => element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true}))
				.filter((element) => !element.closest('dialog:not([open])'))
				.filter((element) => element.dataset.reached === undefined)
				.map((element) => element.outerHTML.slice(0, 200));
			""";

	/** Notes whatever gets the focus, and whether that is to be seen. */
	private static final String WATCH_FOCUS = """
			window.unseen = [];
			let looking = false;
			const borderOf = (element) => getComputedStyle(element).borderTopColor;
			document.addEventListener('focusin', ({target}) => {
				if (looking || target.dataset.reached) return;
				target.dataset.reached = 'yes';
				if (getComputedStyle(target).outlineStyle !== 'none') return;
				looking = true;
				const border = borderOf(target);
				target.blur();
				if (borderOf(target) === border) window.unseen.push(target.outerHTML.slice(0, 200));
				target.focus();
				looking = false;
			});
			""";

	private Browser browser;

	private PageArchive archive;

	private Site site;

	@BeforeAll
	void serve() {
		this.browser = Browser.shared();
		this.archive = new PageArchive();
		this.site = Site.of(this.archive.pages());
	}

	@AfterEach
	void lookAsUsual() {
		this.browser.look("light", 1280);
	}

	@AfterAll
	void end() {
		if (this.archive != null) {
			this.archive.close();
		}
	}

	Collection<String> pages() {
		List<String> pages = new ArrayList<>(this.site.kinds().values());
		pages.addAll(List.of("/search?q=Error", "/search?q=nothing+has+this", "/report?since=9d",
				"/executions?job=none", "/workers?q=none", this.archive.largeLog() + "?q=item&filter=1",
				this.archive.largeLog() + "?fold=1"));
		return pages;
	}

	/** Pages that say why there is nothing else. */
	List<String> refusals() {
		return List.of("/nothing", "/workers/no~body", "/logs/acme~shop/nothing", "/search?q=(&regex=on",
				"/report?since=never", "/executions/x", "/executions/999999", this.archive.largeLog() + "?line=x");
	}

	@Test
	void everyLinkLeadsToAPage() {
		assertThat(this.site.broken()).isEmpty();
		assertThat(this.site.kinds().keySet()).contains("/", "/workers", "/workers/WORKER", "/executions",
				"/executions/N", "/report", "/search", "/diff/WORKER", "/logs/WORKER/RUN");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageHasNoErrorsAndNoBarriers(String page) {
		this.browser.open(this.archive.pages().uri(page));
		assertThat(this.browser.barriers()).isEmpty();
		this.browser.look("dark", 1280);
		assertThat(this.browser.barriers("color-contrast")).as("dark").isEmpty();
		assertThat(this.browser.oddities()).isEmpty();
		assertThat(this.browser.problems()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource({ "pages", "refusals" })
	void aPageFitsANarrowWindow(String page) {
		this.browser.look("light", 360).open(this.archive.pages().uri(page));
		assertThat(this.browser
			.run("""
					return [...document.querySelectorAll('body *')].filter((element) =>
						element.getBoundingClientRect().right > innerWidth + 1 && !element.parentElement.closest('.scroll, .log')
						&& getComputedStyle(element).position !== 'absolute')
						.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))
						.concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])
						.join('\\n')"""))
			.isEqualTo("");
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aPageThatSaysNoIsAPageLikeAllOthers(String page) {
		this.browser.open(this.archive.pages().uri(page));
		assertThat(this.browser.problems()).singleElement().asString().contains("Failed to load resource");
		assertThat(this.browser.oddities()).isEmpty();
		assertThat(this.browser.barriers()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void theKeyboardReachesEverything(String page) {
		this.browser.open(this.archive.pages().uri(page));
		int controls = ((List<?>) Objects.requireNonNull(this.browser.run(CONTROLS))).size();
		this.browser.run(WATCH_FOCUS);
		this.browser.press(Keys.TAB.toString().repeat(controls + 1));
		assertThat((List<?>) this.browser.run("return window.unseen")).as("has the focus and doesn't show it")
			.isEmpty();
		assertThat((List<?>) this.browser.run(CONTROLS)).as("out of reach").isEmpty();
		assertThat(this.browser.problems()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageIsThereWithoutJavaScript(String page) {
		this.browser.scripts(false);
		try {
			this.browser.open(this.archive.pages().uri(page));
			assertThat(this.browser.oddities()).isEmpty();
		}
		finally {
			this.browser.scripts(true);
		}
	}

	@Test
	void aLogIsReadWithTheKeyboardAlone() {
		String log = this.archive.largeLog();
		this.browser.open(this.archive.pages().uri(log));
		awaitLine(1200);
		this.browser.press("n");
		awaitLine(2500);
		this.browser.press("n");
		awaitLine(4800);
		this.browser.press("n");
		this.browser.await("that was the last", () -> this.browser.text(".count").contains("No error line follows"));
		this.browser.press("p");
		awaitLine(2500);
		this.browser.press("/");
		assertThat(this.browser.run("return document.activeElement.name")).isEqualTo("q");
		this.browser.press("item 499", Keys.ENTER);
		this.browser.await("matches are counted", () -> this.browser.text(".count").startsWith("10 lines match"));
		awaitLine(4991);
		this.browser.press(Keys.ENTER);
		awaitLine(4992);
		this.browser.pressWith(Keys.SHIFT, Keys.ENTER);
		awaitLine(4991);
		assertThat(this.browser.count("#log mark")).isPositive();
		this.browser.press(Keys.ESCAPE);
		this.browser.await("the search ends", () -> this.browser.count("#log mark") == 0);
		assertThat(this.browser.run("return document.activeElement.id")).isEqualTo("log");
		this.browser.press("g");
		awaitLine(1);
		this.browser.press("G");
		awaitLine(5000);
		this.browser.press("?");
		this.browser.await("the keys are listed", () -> this.browser.count("dialog[open]") == 1);
		assertThat(this.browser.barriers()).isEmpty();
		this.browser.press(Keys.ESCAPE);
		this.browser.await("they are gone", () -> this.browser.count("dialog[open]") == 0);
		assertThat(this.browser.problems()).isEmpty();
		assertThat(this.browser.count("*")).isLessThan(3000);
	}

	private void awaitLine(int line) {
		this.browser.await("line " + line + " is in sight", () -> Boolean.TRUE.equals(this.browser.run("""
				const line = document.getElementById('L' + arguments[0]), box = document.getElementById('log');
				if (!line || !line.classList.contains('at')) return false;
				const here = line.getBoundingClientRect(), there = box.getBoundingClientRect();
				return here.top >= there.top - 1 && here.top < there.bottom;""", line)));
	}

	@Test
	void anAddressOfLinesLeadsToThem() {
		this.browser.open(this.archive.pages().uri(this.archive.largeLog() + "?line=3000#L3000-3010"));
		awaitLine(3000);
		assertThat(this.browser.count("#log .selected")).isEqualTo(11);
		this.browser.open(this.archive.pages().uri(this.archive.largeLog() + "?line=4999"));
		awaitLine(4999);
		assertThat(this.browser.problems()).isEmpty();
	}

}
