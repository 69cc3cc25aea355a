package dev.logarchiver.acceptance.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.outside.Outside;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

import org.springframework.util.FileSystemUtils;

/**
 * Chromium and what drives it. It has a home of its own, and finds no machine but this
 * one.
 */
final class BrowserProcess {

	private static final Pattern PORT = Pattern.compile(".*started successfully on port (\\d+).*");

	private static final List<String> OPTIONS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
			"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
			"--disable-default-apps", "--disable-domain-reliability", "--disable-sync", "--no-first-run",
			"--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost");

	private final Path home;

	private final Process process;

	private final URI uri;

	private final RemoteWebDriver driver;

	private BrowserProcess() throws IOException {
		this.home = Files.createTempDirectory("log-archiver-browser");
		ProcessBuilder builder = Outside.process(List.of("chromedriver", "--port=0")).redirectErrorStream(true);
		builder.environment().put("HOME", this.home.toString());
		this.process = builder.start();
		Runtime.getRuntime().addShutdownHook(new Thread(this::end));
		this.uri = URI.create("http://127.0.0.1:" + port(this.process.inputReader()));
		this.driver = new RemoteWebDriver(this.uri.toURL(), capabilities(), false);
	}

	static boolean isInstalled() {
		return Outside.has("chromium") && Outside.has("chromedriver");
	}

	static BrowserProcess start() {
		try {
			return new BrowserProcess();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String port(BufferedReader output) throws IOException {
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			Matcher port = PORT.matcher(line);
			if (port.matches()) {
				Thread.ofVirtual().start(() -> output.lines().forEach((rest) -> {
				}));
				return port.group(1);
			}
		}
		throw new IllegalStateException("chromedriver has ended");
	}

	private MutableCapabilities capabilities() {
		return new MutableCapabilities(Map.of("browserName", "chrome", "unhandledPromptBehavior", "dismiss and notify",
				"goog:loggingPrefs", Map.of("browser", "ALL"), "goog:chromeOptions",
				Map.of("binary", Outside.tools().resolve("chromium").toString(), "args",
						Stream.concat(OPTIONS.stream(), Stream.of("--user-data-dir=" + this.home.resolve("profile")))
							.toList())));
	}

	RemoteWebDriver driver() {
		return this.driver;
	}

	/** Where a command of Chromium's own protocol goes. */
	URI devtools() {
		return this.uri.resolve("/session/" + this.driver.getSessionId() + "/goog/cdp/execute");
	}

	private void end() {
		try {
			this.driver.quit();
		}
		catch (RuntimeException ex) {
			System.err.println("The browser didn't end: " + ex.getMessage());
		}
		finally {
			this.process.destroy();
			FileSystemUtils.deleteRecursively(this.home.toFile());
		}
	}

}
