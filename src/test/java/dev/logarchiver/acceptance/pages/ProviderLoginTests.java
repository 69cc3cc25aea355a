package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages for those whom an OpenID Connect provider knows. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class ProviderLoginTests {

	private static final String REGISTRATION = "spring.security.oauth2.client.registration.company.";

	private final World world = new World();

	private final SimulatedProvider provider = SimulatedProvider.start();

	private final HttpClient client = HttpClient.newHttpClient();

	private ServedPages pages;

	@BeforeAll
	void serve() {
		this.world.platform().worker("acme/shop").run(Instant.parse("2026-06-15T12:00:00Z"));
		Result result = Program.call("run", "--worker", "acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
		this.world.set(REGISTRATION + "client-id", SimulatedProvider.CLIENT)
			.set(REGISTRATION + "client-secret", SimulatedProvider.SECRET)
			.set(REGISTRATION + "scope", "openid, email")
			.set("spring.security.oauth2.client.provider.company.issuer-uri", this.provider.issuer())
			.set("archiver.web.oidc-users", "*@example.com, Bob@Other.example");
		this.pages = ServedPages.startOn("0.0.0.0");
	}

	@AfterEach
	void reset() {
		this.provider.reset();
	}

	@AfterAll
	void end() {
		this.pages.close();
		this.provider.close();
		this.client.close();
		this.world.close();
	}

	/** What the provider answers to whoever is sent there. */
	private URI authorized(Visitor visitor) {
		HttpResponse<String> page = visitor.get("/oauth2/authorization/company");
		URI there = URI.create(page.headers().firstValue("location").orElseThrow());
		assertThat(there.toString()).startsWith(this.provider.issuer() + "/authorize?")
			.contains("response_type=code", "scope=openid", "state=", "nonce=")
			.doesNotContain(SimulatedProvider.SECRET);
		try {
			HttpResponse<String> answer = this.client.send(HttpRequest.newBuilder(there).build(),
					HttpResponse.BodyHandlers.ofString());
			return URI.create(answer.headers().firstValue("location").orElseThrow());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String logIn(Visitor visitor) {
		URI back = authorized(visitor);
		assertThat(back.getPath()).isEqualTo("/login/oauth2/code/company");
		assertThat(back.getPort()).isEqualTo(this.pages.port());
		return visitor.target(visitor.get(back.getRawPath() + "?" + back.getRawQuery()));
	}

	@Test
	void whomTheProviderKnowsSeesThePages() {
		Visitor visitor = new Visitor(this.pages);
		assertThat(visitor.target(visitor.get("/workers?q=acme"))).isEqualTo("/login");
		assertThat(visitor.get("/login").body()).contains("href=\"/oauth2/authorization/company\"")
			.doesNotContain("type=\"password\"");
		assertThat(logIn(visitor)).startsWith("/workers?q=acme");
		HttpResponse<String> page = visitor.get("/");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Log out", "acme~shop");
		assertThat(visitor.target(visitor.post("/logout", "_csrf", visitor.token("/")))).isEqualTo("/login?out");
		assertThat(visitor.target(visitor.get("/"))).isEqualTo("/login");
	}

	@ParameterizedTest
	@CsvSource({ "email, ANN@EXAMPLE.com", "email, bob@other.example", "sub, anybody" })
	void theseMayEnter(String claim, String value) {
		this.provider.says(claim, value);
		assertThat(logIn(new Visitor(this.pages))).isEqualTo("/");
	}

	@ParameterizedTest
	@CsvSource({ "email, eve@evil.example", "email, ann@example.com.evil.example", "email, ann@evilexample.com",
			"email, absent", "email, ''", "email_verified, false", "email_verified, absent", "aud, another-client",
			"iss, http://evil.example", "nonce, another", "exp, 1000", "sub, absent" })
	void theseMayNot(String claim, String value) {
		this.provider.says(claim, switch (claim) {
			case "exp" -> Long.valueOf(value);
			case "email_verified" -> value.equals("absent") ? value : Boolean.valueOf(value);
			default -> value;
		});
		refused(new Visitor(this.pages));
	}

	@Test
	void whatTheProviderDidNotSignLogsNobodyIn() {
		this.provider.forges();
		refused(new Visitor(this.pages));
	}

	private void refused(Visitor visitor) {
		assertThat(logIn(visitor)).isEqualTo("/login?error");
		assertThat(visitor.get("/login?error").body()).contains("role=\"alert\"");
		assertThat(visitor.target(visitor.get("/"))).isEqualTo("/login");
	}

	@Test
	void theAnswerToAnotherVisitorLogsNobodyIn() {
		Visitor attacker = new Visitor(this.pages);
		URI back = authorized(attacker);
		Visitor victim = new Visitor(this.pages);
		victim.get("/login");
		assertThat(victim.target(victim.get(back.getRawPath() + "?" + back.getRawQuery()))).isEqualTo("/login?error");
		assertThat(victim.target(victim.get("/"))).isEqualTo("/login");
	}

	@Test
	void aProviderOutOfReachIsSaid() {
		String issuer = "spring.security.oauth2.client.provider.company.issuer-uri";
		this.world.set(issuer, "http://127.0.0.1:9");
		try {
			Result result = Program.call("serve", "--listen", "127.0.0.1:0");
			assertThat(result.code()).as(result.toString()).isEqualTo(2);
			assertThat(result.errors()).contains("http://127.0.0.1:9")
				.doesNotContain(SimulatedProvider.SECRET, "\tat ", "WARN");
			assertThat(result.errors().lines()).hasSizeLessThanOrEqualTo(3);
		}
		finally {
			this.world.set(issuer, this.provider.issuer());
		}
	}

}
