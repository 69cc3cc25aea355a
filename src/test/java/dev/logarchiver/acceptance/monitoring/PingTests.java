package dev.logarchiver.acceptance.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who watches for missing executions is told how they begin and end.
 */
class PingTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World().set("archiver.coreclaw.max-attempts", "2");

	private final List<Ping> pings = new CopyOnWriteArrayList<>();

	/** How many calls are still to be refused. */
	private final AtomicInteger failures = new AtomicInteger();

	private HttpServer service;

	@BeforeEach
	void start() throws IOException {
		this.service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.service.createContext("/", this::take);
		this.service.start();
		this.world.set("archiver.ping.url", url("/ping/5ec4e7"));
		this.world.platform().worker("good").run(JUNE);
		this.world.platform().worker("bad").fail(Fault.error(PlatformError.INVALID_ARGUMENT)).run(JUNE);
	}

	@AfterEach
	void end() {
		this.service.stop(0);
		this.world.close();
	}

	private String url(String path) {
		return "http://127.0.0.1:" + this.service.getAddress().getPort() + path;
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			boolean fails = this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0;
			if (!fails) {
				this.pings.add(new Ping(exchange.getRequestURI().toString(), text));
			}
			exchange.sendResponseHeaders(fails ? 503 : 200, -1);
		}
	}

	private List<String> targets() {
		return this.pings.stream().map(Ping::target).toList();
	}

	private Result call(int code, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(result.toString()).doesNotContain("5ec4e7");
		return result;
	}

	@Test
	void theStartAndASuccess() {
		call(0, "run", "--worker", "good");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start", "/ping/5ec4e7");
		assertThat(this.pings.getLast().text()).contains("Execution 1 of job default completed", "1 archived");
	}

	@Test
	void parametersOfTheAddressStayBehindThePath() {
		this.world.set("archiver.ping.url", url("/ping/5ec4e7/?create=1"));
		call(0, "run", "--worker", "good");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start?create=1", "/ping/5ec4e7?create=1");
	}

	@Test
	void aWorkerThatFailed() {
		call(3, "run", "--worker", "good", "--worker", "bad");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start", "/ping/5ec4e7/fail");
		assertThat(this.pings.getLast().text()).contains("1 failed");
	}

	@Test
	void anExecutionThatFailedAndIsTakenUp() {
		this.world.set("CORECLAW_API_KEY", "another-key");
		call(4, "backfill", "--worker", "good", "--since", "2026-06-01");
		this.world.set("CORECLAW_API_KEY", this.world.platform().apiKey());
		call(0, "restart");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start", "/ping/5ec4e7/fail", "/ping/5ec4e7/start",
				"/ping/5ec4e7");
	}

	@Test
	void whatDidNotEvenStart() {
		this.world.set("archiver.store.uri", "s3://no-such-bucket/");
		call(2, "run", "--worker", "good");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start", "/ping/5ec4e7/fail");
		assertThat(this.pings.getLast().text()).contains("no-such-bucket");
	}

	@Test
	void readingTellsNobody() {
		Ledgers.createDatabase();
		this.pings.clear();
		call(0, "executions");
		call(0, "run", "--worker", "good", "--dry-run");
		assertThat(this.pings).isEmpty();
	}

	@Test
	void oneThatIsRefusedOnceIsRepeated() {
		this.failures.set(1);
		Result result = call(0, "run", "--worker", "good");
		assertThat(targets()).containsExactly("/ping/5ec4e7/start", "/ping/5ec4e7");
		assertThat(result.errors()).doesNotContain("WARN");
	}

	@Test
	void aServiceOutOfReachIsAWarning() {
		this.service.stop(0);
		Result result = call(0, "run", "--worker", "good");
		assertThat(result.errors()).contains("WARN  archiver.ping.url: 127.0.0.1 could not be notified "
				+ "(connection refused by 127.0.0.1:" + this.service.getAddress().getPort() + ")", "Archived");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5ec4e7", "ftp://example.com/5ec4e7", "http://exa mple.com/5ec4e7", "https:///5ec4e7" })
	void anAddressThatIsNoneIsAMistake(String url) {
		this.world.set("archiver.ping.url", url);
		Result result = call(2, "run", "--worker", "good");
		assertThat(result.errors()).contains("archiver.ping.url");
		assertThat(this.pings).isEmpty();
	}

	/**
	 * A call of the service.
	 *
	 * @param target what was called
	 * @param text what was told
	 */
	private record Ping(String target, String text) {
	}

}
