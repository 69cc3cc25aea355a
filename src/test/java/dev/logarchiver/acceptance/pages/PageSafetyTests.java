package dev.logarchiver.acceptance.pages;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Stream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages that need no login tell a browser, and whom they answer.
 */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class PageSafetyTests {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

	private final World world = new World();

	private final SimulatedRun run = this.world.platform()
		.worker("acme/shop")
		.run(Instant.parse("2026-06-15T12:00:00Z"))
		.log("start\nError: <script>window.hacked=1</script>\n");

	private ServedPages pages;

	@BeforeAll
	void serve() {
		Result result = Program.call("run", "--worker", "acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
		this.world.set("archiver.web.hosts", "logs.example.com");
		this.pages = ServedPages.start();
	}

	@AfterAll
	void end() {
		this.pages.close();
		this.world.close();
	}

	/** Pages, what is no page, and what a page can't be made of. */
	Stream<String> pages() {
		return Stream.of("/", "/workers", "/workers/acme~shop", "/workers/no~body", "/executions", "/executions/1",
				"/executions/999999", "/executions/x", "/report", "/report?since=never", "/search", "/search?q=Error",
				"/search?q=(", log(), log() + "?line=2", log() + "?line=x", log() + "/lines?from=1&to=2",
				log() + "/find?q=Error", log() + "/raw", "/logs/acme~shop/nothing", "/diff/acme~shop", "/login",
				"/nothing", "/livez", "/readyz", "/error", "/assets/log-archiver.js", "/assets/log-archiver.css",
				"/assets/icon.svg", "/assets/nothing.js");
	}

	private String log() {
		return "/logs/acme~shop/" + this.run.slug();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyAnswerSaysThatNothingElseMayRun(String path) {
		HttpResponse<String> page = this.pages.get(path);
		HttpHeaders headers = page.headers();
		assertThat(page.statusCode()).as(path).isIn(200, 400, 404);
		assertThat(headers.allValues("content-security-policy")).containsExactly(POLICY);
		assertThat(headers.allValues("x-content-type-options")).containsExactly("nosniff");
		assertThat(headers.allValues("x-frame-options")).containsExactly("DENY");
		assertThat(headers.allValues("referrer-policy")).containsExactly("same-origin");
		assertThat(headers.allValues("cross-origin-opener-policy")).containsExactly("same-origin");
		assertThat(headers.allValues("cross-origin-resource-policy")).containsExactly("same-origin");
		assertThat(headers.map().keySet()).doesNotContain("server", "x-powered-by", "set-cookie",
				"access-control-allow-origin");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageIsWholeAndHasNoMarkupFromOutside(String path) {
		HttpResponse<String> page = this.pages.get(path);
		String type = page.headers().firstValue("content-type").orElse("");
		assertThat(page.body()).doesNotContain("\tat ", "Exception:", "Whitelabel");
		if (type.startsWith("text/html")) {
			assertThat(type).isEqualToIgnoringWhitespace("text/html;charset=utf-8");
			assertThat(page.body()).doesNotContain("<script>", "style=\"", " onclick", "javascript:");
		}
		else {
			assertThat(type).as(path)
				.matches(
						"text/plain(;.*)?|application/(x-nd)?json(;.*)?|text/javascript|text/css|image/svg\\+xml|application/octet-stream|");
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void headAnswersAsGetDoes(String path) {
		HttpResponse<String> get = this.pages.get(path);
		HttpResponse<String> head = this.pages.send(HttpRequest.newBuilder(this.pages.uri(path)).HEAD());
		assertThat(head.statusCode()).isEqualTo(get.statusCode());
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValue("content-type")).isEqualTo(get.headers().firstValue("content-type"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "CONNECT" })
	void nothingButReadingIsServed(String method) {
		for (String path : new String[] { "/", "/workers/acme~shop", "/search?q=a", "/assets/log-archiver.js" }) {
			RawRequest request = RawRequest.send(this.pages.port(), """
					%s %s HTTP/1.1
					Host: 127.0.0.1:%d
					Content-Length: 0""".formatted(method, path, this.pages.port()));
			assertThat(request.status()).as(request.answer()).isIn(400, 403, 405, 501);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1:PORT", "127.0.0.1", "localhost:PORT", "LocalHost", "[::1]:PORT",
			"logs.example.com", "LOGS.example.com:443" })
	void thesePagesAreServedForTheirOwnNames(String host) {
		assertThat(asked(host, "/").status()).isEqualTo(200);
		assertThat(asked(host, "/assets/log-archiver.js").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:PORT", "127.0.0.1.evil.example", "localhost.evil.example",
			"evil.logs.example.com", "logs.example.com.", "logs.example.com.evil.example", "127.0.0.2:PORT",
			"0.0.0.0:PORT", "10.0.0.1", "[::2]:PORT", "169.254.169.254" })
	void aForeignHostIsRefused(String host) {
		for (String path : new String[] { "/", "/workers", "/livez", "/readyz", "/login", "/assets/log-archiver.js",
				log() + "/raw", "/nothing" }) {
			RawRequest request = asked(host, path);
			assertThat(request.status()).as(request.answer()).isEqualTo(403);
			assertThat(request.answer()).contains("archiver.web.hosts").doesNotContain("acme", "<html");
		}
	}

	@Test
	void noOtherHeaderMakesAForeignHostOneOfOurs() {
		for (String header : new String[] { "X-Forwarded-Host: localhost", "X-Forwarded-Host: logs.example.com",
				"Forwarded: host=localhost", "X-Forwarded-Server: localhost", "X-Forwarded-For: 127.0.0.1",
				"X-Original-Host: localhost", "X-Forwarded-Proto: https\nX-Forwarded-Host: localhost" }) {
			RawRequest request = RawRequest.send(this.pages.port(), """
					GET / HTTP/1.1
					Host: evil.example
					%s""".formatted(header));
			assertThat(request.status()).as(header).isEqualTo(403);
		}
	}

	@Test
	void aRequestHasOneHost() {
		assertThat(RawRequest.send(this.pages.port(), "GET / HTTP/1.1").status()).isIn(400, 403);
		assertThat(RawRequest.send(this.pages.port(), "GET / HTTP/1.0").status()).isIn(400, 403);
		assertThat(RawRequest.send(this.pages.port(), "GET / HTTP/1.1\nHost: localhost\nHost: evil.example").status())
			.isEqualTo(400);
		assertThat(RawRequest.send(this.pages.port(), "GET http://evil.example/ HTTP/1.1\nHost: localhost").status())
			.isIn(400, 403);
	}

	private RawRequest asked(String host, String path) {
		return RawRequest.send(this.pages.port(), """
				GET %s HTTP/1.1
				Host: %s""".formatted(path, host.replace("PORT", Integer.toString(this.pages.port()))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/workers/..%2f..%2fetc%2fpasswd", "/workers/%2e%2e/%2e%2e/etc/passwd",
			"/logs/../../etc/passwd", "/logs/acme~shop/..%2f..%2f_log-archiver.json", "/logs/acme~shop/../../x",
			"/logs/_log-archiver/x", "/logs/acme~shop/_log-archiver.json", "/assets/../../application.yaml",
			"/assets/..%2f..%2fapplication.yaml", "/assets/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
			"/assets/..;/..;/application.yaml", "/assets//etc/passwd", "/%00", "/logs/acme~shop/%00",
			"/logs/acme~shop/%0d%0aX-Evil:%20yes", "/workers/acme%0d%0aX-Evil:%20yes", "/workers;x=y/acme~shop",
			"/logs/acme%2fshop/RUN/raw", "/actuator", "/actuator/env", "/h2-console", "/swagger-ui.html", "/.env",
			"/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/log-archiver.css" })
	void aPathLeadsToNothingThatIsNoPage(String path) {
		RawRequest request = asked("127.0.0.1", path.replace("RUN", this.run.slug()));
		assertThat(request.status()).as(request.answer()).isIn(400, 404);
		assertThat(request.answer()).doesNotContain("\r\nX-Evil", "root:", "Manifest-Version", "spring:", "\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/search?q=%3Cscript%3Ewindow.hacked=1%3C/script%3E",
			"/search?q=%22%20autofocus%20onfocus=%22window.hacked=1", "/workers?q=%22%3E%3Cscript%3Ex%3C/script%3E",
			"/workers?sort=%3Cscript%3E", "/executions?job=%3Cscript%3E&status=%22%3E%3Cscript%3E",
			"/executions?since=%3Cscript%3E", "/report?since=%22%3E%3Cscript%3E", "/diff/acme~shop?failed=%3Cscript%3E",
			"/workers/%3Cscript%3E", "/logs/%3Cscript%3E/x", "/logs/acme~shop/%3Cscript%3E", "/executions/%3Cscript%3E",
			"/%3Cscript%3E", "/login?error=%3Cscript%3E" })
	void whatARequestSaysIsNoMarkup(String path) {
		HttpResponse<String> page = this.pages.get(path);
		assertThat(page.statusCode()).isIn(200, 400, 404);
		assertThat(page.body()).doesNotContain("<script>", "\" autofocus onfocus", "\"><script");
	}

	@Test
	void pagesAreNotKeptButStylesheetAndScriptAre() {
		assertThat(this.pages.get("/").headers().firstValue("cache-control").orElse("")).contains("no-store");
		assertThat(this.pages.get("/assets/log-archiver.js").headers().firstValue("cache-control").orElse(""))
			.contains("max-age=31536000", "immutable");
	}

}
