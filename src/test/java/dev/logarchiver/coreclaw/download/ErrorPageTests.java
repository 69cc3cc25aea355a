package dev.logarchiver.coreclaw.download;

import java.nio.charset.StandardCharsets;

import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What plainly is no log, and what only looks like it.
 */
class ErrorPageTests {

	private static final String ENVELOPE = "{\"code\":13000,\"message\":\"too many\",\"data\":null,\"request_id\":\"r\"}";

	private static final String DENIED = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			+ "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

	static String[] pages() {
		return new String[] { "<html><head><title>502</title></head><body>bad</body></html>\r\n",
				"\n<!DOCTYPE html>\n<html lang=\"en\">\n<p>Sign in</p></HTML>",
				"<html>\n<body>\n</body>\n</html>\n<!-- a padding -->\n<!-- a padding -->\n",
				"\ufeff<!-- generated --><!doctype HTML ><html></html>", DENIED,
				"<Error><Code>NoSuchKey</Code></Error>",
				"<Error xmlns=\"http://x\">\n  <Code>SlowDown</Code>\n</Error>\n", ENVELOPE,
				"{\"code\": 0, \"message\": \"success\", \"data\": {\"a\": 1}, \"request_id\": \"r\"}",
				"{\"request_id\":\"r\",\"details\":[],\"message\":\"x\",\"code\":10000}\n" };
	}

	@ParameterizedTest
	@MethodSource("pages")
	void recognisesAnErrorPage(String page) {
		assertThat(name(page, "text/plain")).isNotNull();
		assertThat(name(page, null)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html><p>Bad gateway", "<head><title>504</title></head>", "<h1>Not here</h1>",
			"<!doctype html>unfinished" })
	void recognisesPartsOfAPageThatAreCalledHtml(String page) {
		assertThat(name(page, "text/html; charset=utf-8")).isEqualTo("an HTML page");
		assertThat(name(page, "text/plain")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "started\n<html></html>", "<html>\n</html>\nfetched 1 page", DENIED + "\nretrying",
			ENVELOPE + "\n" + ENVELOPE, "{\"code\":1,\"message\":\"x\"}",
			"{\"code\":1,\"message\":\"x\",\"request_id\":\"r\",\"level\":\"info\"}",
			"{\"code\":\"E1\",\"message\":\"x\",\"request_id\":\"r\"}", "<Error>no code</Error>",
			"<Error><Code>a</Code></Error><Error><Code>b</Code></Error>", "<htmlparser> started </html>", "<INFO> ok",
			"", " ", "[" + ENVELOPE + "]", "{" })
	void takesEverythingElseForALog(String text) {
		assertThat(name(text, "text/plain")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain text", "2026-06-14 <html> fetched", "{\"level\":\"info\"}" })
	void takesALogThatIsCalledHtmlForALog(String text) {
		assertThat(name(text, "text/html")).isNull();
	}

	@Test
	void takesNoLargeTextForAnErrorPage() {
		assertThat(name("<html>" + "x".repeat(300_000) + "</html>", "text/html")).isNull();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void triesAgainWhereAPageCameInPlaceOfTheLog(String page) {
		try (DownloadSetup setup = new DownloadSetup()) {
			setup.run.fail(Endpoint.DOWNLOAD, Fault.answer(200, "text/plain", page).times(2));
			setup.download();
			assertThat(setup.text()).isEqualTo(setup.run.log().bytes());
			assertThat(setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(3);
		}
	}

	@Test
	void takesAnAddressThatGivesNothingElseForDead() {
		try (DownloadSetup setup = new DownloadSetup()) {
			setup.run.fail(Endpoint.DOWNLOAD, Fault.answer(200, "application/xml", DENIED));
			DownloadException failure = setup.failure();
			assertThat(failure.kind()).isEqualTo(Kind.GONE);
			assertThat(failure.code()).isEqualTo("not_a_log");
			assertThat(failure.reason()).isEqualTo("http://127.0.0.1 gave an error document in place of the log");
			assertThat(setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(5);
		}
	}

	private static @Nullable String name(String text, @Nullable String contentType) {
		ErrorPage page = new ErrorPage(contentType);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		page.add(bytes, bytes.length);
		return page.name();
	}

}
