package dev.logarchiver.acceptance.security;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.simulation.ForwardProxy;
import dev.logarchiver.simulation.SecureFront;
import dev.logarchiver.simulation.SecureFront.Identity;
import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where other machines are reached through proxies alone, or vouched for by a company.
 */
class NetworkTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	/** Of API, downloads, store, pings, Pushgateway and OTLP receiver. */
	private static final Set<String> HOSTS = Set.of("api.example", "logs.example", "s3.example", "ping.example",
			"push.example", "otlp.example");

	private final World world = new World().set("archiver.coreclaw.max-attempts", "2")
		.set("archiver.coreclaw.allow-http", "true");

	private final MetricsReceiver receiver = MetricsReceiver.start();

	@TempDir
	private Path directory;

	@AfterEach
	void end() {
		this.receiver.close();
		this.world.close();
	}

	/**
	 * Moves everybody to hosts that only a proxy knows.
	 */
	private void everybodyAt(String scheme, java.util.function.IntUnaryOperator ports) {
		int receiver = ports.applyAsInt(Integer.parseInt(this.receiver.url().replaceFirst(".*:", "")));
		this.world
			.set("CORECLAW_BASE_URL",
					scheme + "api.example:" + ports.applyAsInt(this.world.platform().baseUrl().getPort()))
			.set("aws.endpointUrlS3", scheme + "s3.example:" + ports.applyAsInt(this.world.s3().getPort()))
			.set("archiver.ping.url", scheme + "ping.example:" + receiver + "/5ec4e7")
			.set("archiver.metrics.pushgateway.url", scheme + "push.example:" + receiver)
			.set("archiver.metrics.otlp.url", scheme + "otlp.example:" + receiver + "/v1/metrics");
		var run = this.world.platform().worker("w").run(JUNE);
		run.url(scheme + "logs.example:" + ports.applyAsInt(this.world.platform().storageUrl().getPort()) + "/runs/"
				+ run.slug() + "/logs.txt");
	}

	private Result archive() {
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.toString()).contains("archived          1").doesNotContain("WARN", "pa55word", "5ec4e7");
		assertThat(result.code()).isZero();
		assertThat(this.receiver.pushes()).extracting((push) -> push.method() + " " + push.path())
			.contains("POST /5ec4e7/start", "POST /5ec4e7", "POST /v1/metrics")
			.anyMatch((push) -> push.startsWith("PUT /metrics/job/"));
		return result;
	}

	private static Set<String> hosts(ForwardProxy proxy) {
		return proxy.requests()
			.stream()
			.map((request) -> request.replaceFirst("^[A-Z]+ (http://)?", "").replaceFirst(":.*", ""))
			.collect(Collectors.toSet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_proxy", "HTTP_PROXY", "http.proxyHost" })
	void allGoThroughTheProxy(String property) {
		try (ForwardProxy proxy = ForwardProxy.start("user:pa55word@%")) {
			if (property.endsWith("Host")) {
				this.world.set(property, "127.0.0.1")
					.set("http.proxyPort", "" + proxy.port())
					.set("http.proxyUser", "user")
					.set("http.proxyPassword", "pa55word@%");
			}
			else {
				this.world.set(property, "http://user:pa55word%40%25@127.0.0.1:" + proxy.port());
			}
			everybodyAt("http://", (port) -> port);
			archive();
			assertThat(hosts(proxy)).containsExactlyInAnyOrderElementsOf(HOSTS);
		}
	}

	@Test
	void allTrustACompanysCertificatesThroughItsProxy() {
		Identity identity = Identity.of(this.directory, "*.example");
		this.world.set("archiver.network.ca-bundle", this.world.file("company.pem", identity.pem()).toString());
		try (ForwardProxy proxy = ForwardProxy.start("user:pa55word")) {
			this.world.set("https_proxy", "user:pa55word@127.0.0.1:" + proxy.port());
			everybodyAt("https://", (port) -> SecureFront.start(identity, port).port());
			archive();
			assertThat(hosts(proxy)).containsExactlyInAnyOrderElementsOf(HOSTS);
			assertThat(proxy.requests()).allMatch((request) -> request.startsWith("CONNECT "));
		}
	}

	@Test
	void theStoreTrustsAlsoByTheVariableOfAwsTools() {
		Identity identity = Identity.of(this.directory, "localhost");
		try (SecureFront front = SecureFront.start(identity, this.world.s3().getPort())) {
			this.world.set("aws.endpointUrlS3", "https://localhost:" + front.port());
			this.world.platform().worker("w").run(JUNE);
			Result refused = Program.call("run", "--worker", "w");
			assertThat(refused.code()).isEqualTo(1);
			assertThat(refused.errors()).contains("certificate of localhost:" + front.port() + " is not trusted",
					"archiver.network.ca-bundle");
			this.world.set("AWS_CA_BUNDLE", this.world.file("company.pem", identity.pem()).toString());
			assertThat(Program.call("run", "--worker", "w").code()).isZero();
		}
	}

	@Test
	void saysWhatKeepsItFromTheApi() {
		this.world.set("archiver.coreclaw.max-attempts", "1");
		int port = this.world.platform().baseUrl().getPort();
		Identity stranger = Identity.of(this.directory, "other.example");
		SecureFront front = SecureFront.start(stranger, port);
		assertThat(doctor("https://localhost:" + front.port()))
			.contains("certificate of localhost:" + front.port() + " is not trusted");
		this.world.set("archiver.network.ca-bundle", this.world.file("company.pem", stranger.pem()).toString());
		assertThat(doctor("https://localhost:" + front.port()))
			.contains("certificate of localhost:" + front.port() + " belongs to another host");
		front.close();
		assertThat(doctor("https://localhost:" + front.port()))
			.contains("connection refused by localhost:" + front.port());
		assertThat(doctor("https://localhost:" + port)).contains("no secure connection to localhost:" + port);
		assertThat(doctor("https://nowhere.invalid")).contains("no address for nowhere.invalid");
	}

	@Test
	void saysWhatKeepsItFromTheProxy() {
		this.world.set("archiver.coreclaw.max-attempts", "1");
		ForwardProxy proxy = ForwardProxy.start("a:b");
		this.world.set("https_proxy", "http://u:pa55word@127.0.0.1:" + proxy.port());
		assertThat(doctor("https://api.example")).contains("407", "https through the proxy 127.0.0.1:" + proxy.port())
			.doesNotContain("pa55word");
		proxy.close();
		assertThat(doctor("https://api.example")).contains("connection refused by 127.0.0.1:" + proxy.port())
			.doesNotContain("pa55word");
		this.world.set("https_proxy", "socks5://u:pa55word@127.0.0.1:" + proxy.port());
		assertThat(doctor("https://api.example"))
			.contains("HTTPS_PROXY names a proxy that isn't an http proxy", "What to do: ")
			.doesNotContain("pa55word");
	}

	private String doctor(String base) {
		this.world.set("CORECLAW_BASE_URL", base);
		return Program.call("doctor").toString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nowhere/ca.pem", "empty.pem", "." })
	void saysWhatIsWrongWithAFileOfCertificates(String name) {
		this.world.file("empty.pem", "nothing\n");
		String file = name.startsWith("/") ? name : this.world.state().resolveSibling(name).toString();
		this.world.set("archiver.network.ca-bundle", file);
		this.world.platform().worker("w").run(JUNE);
		Result result = Program.call("run", "--worker", "w");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains("archiver.network.ca-bundle names '", "docs/network.md")
			.doesNotContain("Exception");
		assertThat(List.of(result.errors().split("\n"))).hasSizeLessThanOrEqualTo(3);
	}

}
