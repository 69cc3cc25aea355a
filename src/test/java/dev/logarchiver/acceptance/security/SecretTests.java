package dev.logarchiver.acceptance.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API key, the S3 secret and the signatures of URLs stay where they belong.
 */
class SecretTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World().set("archiver.coreclaw.max-attempts", "2");

	@AfterEach
	void end() {
		this.world.close();
		// what was set for an application outlives it
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "api-key", "query" })
	void noSecretIsTold(String auth) {
		this.world.set("archiver.coreclaw.auth", auth);
		String[] secrets = { this.world.platform().apiKey(), "s3-secret-of-the-tests", "X-Signature" };
		this.world.platform().worker("good").run(JUNE).urlHoldsSlug(false);
		this.world.platform().worker("partial").run(JUNE).running().urlHoldsSlug(false);
		this.world.platform().worker("down").fail(Fault.reset()).run(JUNE);
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.INVALID_ARGUMENT)).run(JUNE);
		this.world.platform().worker("moved").fail(Fault.redirect(302, "http://127.0.0.1:1/")).run(JUNE);
		StringBuilder list = new StringBuilder("good\npartial\ndown\nbad\nmoved\n");
		for (Fault fault : List.of(Fault.reset(), Fault.page(403), Fault.page(500), Fault.cutAfter(1),
				Fault.redirect(302, "http://169.254.169.254/latest/"))) {
			String worker = "download-" + list.length();
			this.world.platform().worker(worker).run(JUNE).urlHoldsSlug(false).fail(Endpoint.DOWNLOAD, fault);
			list.append(worker).append('\n');
		}

		Result result = Program.call("run", "-v", "--workers", this.world.file("list.txt", list.toString()).toString());
		assertThat(result.code()).as(result.toString()).isEqualTo(3);
		for (Result told : new Result[] { result, Program.call("show", "-v", "1"), Program.call("logs", "--json"),
				Program.call("doctor", "-v") }) {
			assertThat(told.toString()).doesNotContain(secrets);
		}
		assertThat(Ledgers.dump(this.world)).contains("download-").doesNotContain(secrets);
		for (String key : this.world.keys()) {
			assertThat(this.world.head(key).metadata().toString()).doesNotContain(secrets);
		}
		assertThat(this.world.platform().downloads())
			.allSatisfy((call) -> assertThat(call.toString()).doesNotContain(this.world.platform().apiKey()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "api-key", "query" })
	void downloadsALogWithoutTheKey(String auth) {
		this.world.set("archiver.coreclaw.auth", auth).platform().worker("acme~shop").run(JUNE).urlHoldsSlug(false);
		assertThat(Program.call("run", "--worker", "acme/shop").code()).isZero();
		String key = this.world.platform().apiKey();
		assertThat(this.world.platform().apiCalls()).isNotEmpty()
			.allSatisfy((call) -> assertThat(call.toString()).contains(key));
		assertThat(this.world.platform().downloads()).hasSize(1)
			.allSatisfy((call) -> assertThat(call.toString()).doesNotContain(key));
	}

	@ParameterizedTest
	@CsvSource({ "bearer, DEBUG, ''", "api-key, DEBUG, ecs", "query, DEBUG, logstash", "query, TRACE, ''",
			"bearer, TRACE, gelf", "api-key, TRACE, ecs" })
	void noSecretIsToldAtAnyLevel(String auth, String level, String format) throws IOException {
		String[] secrets = { this.world.platform().apiKey(), "s3-secret-of-the-tests", "session/token+of=the-tests",
				"session\\/token", "otlp-secret", "ping-secret", "proxy-secret" };
		HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		receiver.createContext("/", HttpExchange::close);
		receiver.start();
		try {
			String receivers = "http://127.0.0.1:" + receiver.getAddress().getPort();
			this.world.set("archiver.coreclaw.auth", auth)
				.set("aws.sessionToken", secrets[2])
				.set("archiver.metrics.otlp.url", receivers + "/v1/metrics")
				.set("archiver.metrics.otlp.headers", "x-key=otlp-secret-1,Authorization=Bearer otlp-secret-2")
				.set("archiver.ping.url", receivers + "/ping-secret-3")
				.set("some.proxy", "http://user:proxy-secret@127.0.0.1:1")
				.set("logging.level.root", level)
				// the S3 server of the tests is in this JVM, too
				.set("logging.level.org.gaul", "warn")
				.set("logging.structured.format.console", format);
			this.world.platform().worker("good").run(JUNE).urlHoldsSlug(false);
			this.world.platform().worker("down").fail(Endpoint.DOWNLOAD, Fault.reset()).run(JUNE).urlHoldsSlug(false);
			for (Result told : new Result[] { Program.call("run", "--worker", "good", "--worker", "down"),
					Program.call("doctor") }) {
				assertThat(told.errors()).doesNotContain(secrets).doesNotContainPattern("X-Signature=[0-9a-f]");
				assertThat(told.errors().lines()).hasSizeGreaterThan(100);
			}
		}
		finally {
			receiver.stop(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "WARN, ''", "DEBUG, ''", "TRACE, ''", "TRACE, ecs", "DEBUG, gelf" })
	void aLinkIsToldOnStandardOutputOnly(String level, String format) {
		this.world.platform().worker("good").run(JUNE).urlHoldsSlug(false);
		assertThat(Program.call("run", "--worker", "good").code()).isZero();
		// the S3 server of the tests knows no session tokens
		this.world.wayToStore().answer(200, "log", (request) -> request.method().equals("HEAD"), 2);
		this.world.set("aws.sessionToken", "session/token+of=the-tests")
			.set("logging.level.root", level)
			.set("logging.level.org.gaul", "warn")
			.set("logging.structured.format.console", format);
		assertIsToldOnce(Program.call("link", "good", "--json"));
		assertIsToldOnce(Program.call("link", "good", "-v"));
	}

	private static void assertIsToldOnce(Result link) {
		assertThat(link.code()).as(link.errors()).isZero();
		assertThat(link.output()).contains("X-Amz-Security-Token=session%2Ftoken%2Bof%3Dthe-tests");
		String signature = link.output().replaceAll("(?s).*X-Amz-Signature=([0-9a-f]{64}).*", "$1");
		assertThat(signature).hasSize(64);
		assertThat(link.errors()).contains("The link may end before")
			.doesNotContain(signature, "s3-secret-of-the-tests", "session/token", "session\\/token", "session%2F");
	}

}
