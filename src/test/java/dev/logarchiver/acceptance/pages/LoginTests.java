package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages for those alone who are in the users file. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class LoginTests {

	private static final String PASSWORD = "correct horse: battery & staple ä";

	private static final String HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

	private final World world = new World();

	private ServedPages pages;

	@BeforeAll
	void serve() {
		this.world.platform().worker("acme/shop").run(Instant.parse("2026-06-15T12:00:00Z")).log("a secret line\n");
		Result result = Program.call("run", "--worker", "acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
		users("# those who may\n\nann:" + HASH + "\nbob:" + HASH.replaceFirst("^\\$2a", "\\$2y") + "\n");
		this.pages = ServedPages.startOn("0.0.0.0");
	}

	@AfterAll
	void end() {
		this.pages.close();
		this.world.close();
	}

	private Path users(String lines) {
		Path file = this.world.file("users", lines);
		this.world.set("archiver.web.users-file", file.toString());
		return file;
	}

	private Visitor visitor() {
		return new Visitor(this.pages);
	}

	private Visitor loggedIn() {
		Visitor visitor = visitor();
		assertThat(visitor.target(visitor.logIn("ann", PASSWORD))).isEqualTo("/");
		return visitor;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/workers", "/workers/acme~shop", "/executions", "/executions/1", "/report",
			"/search?q=secret", "/logs/acme~shop/x", "/logs/acme~shop/x/raw", "/logs/acme~shop/x/lines?from=1&to=9",
			"/logs/acme~shop/x/find?q=a", "/diff/acme~shop", "/nothing", "/assets/../workers", "/login/../workers",
			"/livez/../workers", "/livez;x/../workers", "//workers", "/workers/", "/WORKERS", "/error/../workers",
			"/logout" })
	void aStrangerIsSentToTheLoginPage(String path) {
		RawRequest answer = RawRequest.send(this.pages.port(), "GET %s HTTP/1.1\nHost: 127.0.0.1".formatted(path));
		assertThat(answer.status()).as(answer.answer()).isIn(302, 400);
		assertThat(answer.answer()).doesNotContain("acme~shop<", "secret line");
		if (answer.status() == 302) {
			assertThat(answer.answer()).containsPattern("\r\nLocation: (http://127.0.0.1(:\\d+)?)?/login\r\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/livez, 200", "/readyz, 200", "/login, 200", "/assets/log-archiver.css, 200",
			"/assets/log-archiver.js, 200", "/assets/nothing, 404" })
	void theseAreForEverybody(String path, int status) {
		HttpResponse<String> answer = visitor().get(path);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).doesNotContain("acme", "/workers/");
	}

	@Test
	void aProbeOfTheServersOwnAddressIsAnswered() throws IOException {
		InetAddress address = InetAddress.getByName("127.0.0.2");
		for (String path : List.of("/livez", "/readyz")) {
			assertThat(RawRequest
				.send(address, this.pages.port(),
						"GET %s HTTP/1.1\nHost: 127.0.0.2:%d".formatted(path, this.pages.port()))
				.status()).isEqualTo(200);
		}
	}

	@Test
	void whoLogsInSeesThePages() {
		Visitor ann = loggedIn();
		HttpResponse<String> page = ann.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("acme~shop", "ann", "Log out");
		assertThat(page.headers().firstValue("cache-control").orElse("")).contains("no-store");
		assertThat(visitor().logIn("bob", PASSWORD).headers().firstValue("location").orElse(""))
			.doesNotContain("error");
	}

	@ParameterizedTest
	@CsvSource({ "ann, wrong", "ann, ''", "nobody, wrong", "'', ''", "ANN, " + PASSWORD, "# those who may, x",
			"'ann:', x" })
	void aWrongNameOrPasswordIsRefusedInTheSameWords(String name, String password) {
		Visitor visitor = visitor();
		HttpResponse<String> answer = visitor.logIn(name, password);
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(visitor.target(answer)).isEqualTo("/login?error");
		HttpResponse<String> page = visitor.get("/login?error");
		assertThat(page.body()).contains("That name and password can't be used here.");
		assertThat(visitor.target(visitor.get("/"))).isEqualTo("/login");
	}

	@Test
	void theFormOfAnotherSiteLogsNobodyIn() {
		Visitor visitor = visitor();
		visitor.get("/login");
		assertThat(visitor.post("/login", "username", "ann", "password", PASSWORD).statusCode()).isEqualTo(403);
		assertThat(visitor.post("/login", "username", "ann", "password", PASSWORD, "_csrf", "x").statusCode())
			.isEqualTo(403);
		assertThat(visitor.target(visitor.get("/"))).isEqualTo("/login");
	}

	@Test
	void theSessionCookieIsForThisSiteAndNoScript() {
		Visitor visitor = visitor();
		String before = cookie(visitor.get("/login"));
		String after = cookie(visitor.logIn("ann", PASSWORD));
		assertThat(after).as("a session that somebody else made before").isNotEqualTo(before);
		for (String cookie : new String[] { before, after }) {
			assertThat(cookie).matches("log-archiver=[0-9A-F]{32}; Path=/; HttpOnly; SameSite=Lax");
		}
	}

	@Test
	void behindHttpsTheCookieIsSecure() {
		HttpResponse<String> page = visitor().get("/login", "X-Forwarded-Proto", "https");
		assertThat(cookie(page)).contains("; Secure", "; HttpOnly", "; SameSite=Lax");
		assertThat(page.headers().firstValue("strict-transport-security")).isPresent();
	}

	private static String cookie(HttpResponse<String> answer) {
		assertThat(Visitor.cookiesOf(answer)).hasSize(1);
		return Visitor.cookiesOf(answer).getFirst();
	}

	@Test
	void aSessionBeforeTheLoginIsNoneAfterIt() {
		Visitor attacker = visitor();
		String token = attacker.token("/login");
		Map<String, String> fixed = attacker.cookies();
		visitor().with(fixed).post("/login", "username", "ann", "password", PASSWORD, "_csrf", token);
		assertThat(attacker.target(attacker.get("/"))).isEqualTo("/login");
	}

	@Test
	void afterLoggingOutTheSessionIsGone() {
		Visitor ann = loggedIn();
		Map<String, String> session = ann.cookies();
		assertThat(ann.get("/logout").statusCode()).as("by a link").isNotEqualTo(302);
		assertThat(ann.post("/logout").statusCode()).as("by a form of another site").isEqualTo(403);
		assertThat(ann.get("/").statusCode()).isEqualTo(200);
		assertThat(ann.target(ann.post("/logout", "_csrf", ann.token("/")))).isEqualTo("/login?out");
		Visitor other = visitor().with(session);
		assertThat(other.target(other.get("/"))).isEqualTo("/login");
		assertThat(visitor().get("/login?out").body()).contains("You are logged out.");
	}

	@Test
	void afterTheLoginOneIsWhereOneWantedToBe() {
		Visitor visitor = visitor();
		visitor.get("/workers?q=acme");
		String target = visitor.target(visitor.logIn("ann", PASSWORD));
		assertThat(target).startsWith("/workers?q=acme");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/", "/\\evil.example/", "/%0d%0aLocation:%20http://evil.example/",
			"/login?next=http://evil.example/", "/?continue=http://evil.example/" })
	void neverLeadsElsewhere(String path) {
		RawRequest answer = RawRequest.send(this.pages.port(), "GET %s HTTP/1.1\nHost: 127.0.0.1".formatted(path));
		assertThat(answer.answer()).doesNotContainPattern("(?i)\r\nLocation: *(https?:)?[/\\\\]{2}(?!127\\.0\\.0\\.1)")
			.doesNotContainPattern("(?i)\r\nLocation: http://evil");
	}

	@Test
	void noHeaderOfAStrangerLeadsElsewhere() {
		RawRequest answer = RawRequest.send(this.pages.port(), """
				GET / HTTP/1.1
				Host: 127.0.0.1
				X-Forwarded-Host: evil.example
				Forwarded: host=evil.example""");
		assertThat(answer.answer()).doesNotContain("evil.example");
	}

	@Test
	void noSessionStandsInAnAddress() {
		Visitor visitor = visitor();
		assertThat(visitor.get("/").headers().firstValue("location").orElse("")).doesNotContain(";");
		assertThat(visitor().get("/login").body()).doesNotContain(";jsessionid", ";log-archiver");
		Visitor ann = loggedIn();
		String session = ann.cookies().get("log-archiver");
		RawRequest answer = RawRequest.send(this.pages.port(),
				"GET /workers;log-archiver=%s HTTP/1.1\nHost: 127.0.0.1".formatted(session));
		assertThat(answer.status()).isIn(302, 400);
	}

	@Test
	void whoIsTakenOutOfTheFileCannotLogInAnyMore() {
		users("carl:" + HASH + "\n");
		try {
			Visitor visitor = visitor();
			assertThat(visitor.target(visitor.logIn("ann", PASSWORD))).isEqualTo("/login?error");
			assertThat(visitor.target(visitor.logIn("carl", PASSWORD))).isEqualTo("/");
		}
		finally {
			users("ann:" + HASH + "\nbob:" + HASH + "\n");
		}
	}

	@Test
	void aFileThatBecameBadLetsNobodyInAndSaysSoToNobody() {
		users("ann:" + PASSWORD + "\n");
		try {
			Visitor visitor = visitor();
			HttpResponse<String> answer = visitor.logIn("ann", PASSWORD);
			assertThat(visitor.target(answer)).isEqualTo("/login?error");
			assertThat(visitor.target(visitor.get("/"))).isEqualTo("/login");
		}
		finally {
			users("ann:" + HASH + "\nbob:" + HASH + "\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# nobody\n", "ann:secret\n", "ann\n", "ann:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n",
			"ann:$apr1$secret$5en6G6MezRroT3XKqkdPO/\n", ":HASH\n", "ann:HASH\nann:HASH\n", "a b:HASH\n" })
	void aUsersFileThatCannotBeUsedIsSaidWithoutItsSecrets(String lines) {
		Path file = users(lines.replace("HASH", HASH));
		try {
			Result result = Program.call("serve", "--listen", "127.0.0.1:0");
			assertThat(result.code()).as(result.toString()).isEqualTo(2);
			assertThat(result.errors()).contains("archiver.web.users-file", file.toString(), "htpasswd")
				.doesNotContain("secret", "5en6", HASH, "WARN");
			assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		}
		finally {
			users("ann:" + HASH + "\nbob:" + HASH + "\n");
		}
	}

	@Test
	void aUsersFileThatIsMissingIsSaid() {
		this.world.set("archiver.web.users-file", this.world.state().resolve("none").toString());
		try {
			Result result = Program.call("serve", "--listen", "127.0.0.1:0");
			assertThat(result.code()).as(result.toString()).isEqualTo(2);
			assertThat(result.errors()).contains("archiver.web.users-file", "can't be read").doesNotContain("WARN");
		}
		finally {
			users("ann:" + HASH + "\nbob:" + HASH + "\n");
		}
	}

}
