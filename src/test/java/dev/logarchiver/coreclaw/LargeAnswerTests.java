package dev.logarchiver.coreclaw;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.CallBudgets;
import dev.logarchiver.run.RunId;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Answers of some megabytes, and what is kept of them.
 */
class LargeAnswerTests {

	private static final int SIZE = 4_000_000;

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final SimulatedRun run = this.platform.worker("w").run(Instant.parse("2026-06-14T10:00:00Z"));

	private final CoreClawClient client = client();

	private final List<ByteArrayOutputStream> sinks = new ArrayList<>();

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@Test
	void keepsAShortPreviewAsItWasShown() {
		this.run.preview("one", "t\u00e9xt", 12, 1.5, true, List.of(1, List.of("x")));
		Preview preview = this.client.log(new RunId(this.run.slug())).preview();
		this.platform.forgetCalls();
		assertThat(lines(preview)).isEqualTo("one\nt\u00e9xt\n12\n1.5\ntrue\n[1,[\"x\"]]\n");
		assertThat(this.platform.apiCalls()).isEmpty();
	}

	@Test
	void asksForALongPreviewAgainWhenItIsNeeded() {
		String text = longPreview();
		Preview preview = this.client.log(new RunId(this.run.slug())).preview();
		assertThat(preview.isEmpty()).isFalse();
		this.platform.forgetCalls();
		assertThat(lines(preview)).isEqualTo(text);
		assertThat(this.platform.apiCalls()).hasSize(1);
	}

	@Test
	void writesALongPreviewAnewWhereItBreaksOff() {
		String text = longPreview();
		Preview preview = this.client.log(new RunId(this.run.slug())).preview();
		this.run.fail(Endpoint.RUN_LOG, Fault.cutAfter(SIZE / 2).times(1));
		assertThat(lines(preview)).isEqualTo(text);
	}

	@Test
	void takesNoOtherRunsPreview() {
		longPreview();
		Preview preview = this.client.lastLog(new dev.logarchiver.run.WorkerId("w")).preview();
		this.platform.worker("w").run(Instant.parse("2026-06-14T11:00:00Z"));
		assertThatExceptionOfType(CoreClawException.class).isThrownBy(() -> lines(preview))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("moved"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "[[]]", "\"\"", "0", "{\"content\": \"x\"}", "{\"content\": [{}]}" })
	void readsManyEntries(String entry) {
		int count = SIZE / (entry.length() + 1);
		answer(Endpoint.RUN_LOG, "\"list\": [" + (entry + ",").repeat(count) + entry + "]");
		Preview preview = this.client.log(new RunId(this.run.slug())).preview();
		assertThat(lines(preview).lines()).hasSize(count + 1);
	}

	@Test
	void readsOneLongLine() {
		answer(Endpoint.RUN_LOG, "\"list\": [\"" + "x".repeat(SIZE) + "\"]");
		assertThat(lines(this.client.log(new RunId(this.run.slug())).preview())).hasSize(SIZE + 1);
	}

	@Test
	void readsPastAMillionKeys() {
		String keys = IntStream.range(0, 500_000).mapToObj(Integer::toString).collect(Collectors.joining("\":0,\"k"));
		answer(Endpoint.RUN, "\"slug\": \"" + this.run.slug() + "\", \"k" + keys + "\": 0");
		assertThat(this.client.run(new RunId(this.run.slug())).id().value()).isEqualTo(this.run.slug());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "\"x\"", "{\"slug\": {}}" })
	void refusesAListThatHoldsFarTooMuch(String entry) {
		answer(Endpoint.RUNS, "\"count\": 1, \"list\": [" + (entry + ",").repeat(SIZE / (entry.length() + 1)) + "{}]");
		ListingWindow window = ListingWindow
			.covering(Instant.parse("2026-06-14T10:00:00Z"), Instant.parse("2026-06-14T11:00:00Z"))
			.getFirst();
		assertThatExceptionOfType(CoreClawException.class)
			.isThrownBy(() -> this.client.runs(new dev.logarchiver.run.WorkerId("w"), window, null))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("malformed_answer"));
	}

	@Test
	void tellsOfLongDetailsTheirBeginning() {
		this.platform.failApi(Fault.answer(400, "application/json", "{\"code\": 11000, \"message\": \""
				+ "m".repeat(SIZE) + "\", \"details\": [\"" + "d".repeat(SIZE) + "\"]}"));
		assertThatExceptionOfType(CoreClawException.class).isThrownBy(this.client::checkKey)
			.satisfies((failure) -> assertThat(failure.reason()).startsWith("mmm").hasSizeLessThan(20_000));
	}

	@Test
	void refusesAnAnswerWithoutEnd() {
		answer(Endpoint.ACCOUNT, "\"x\": \"" + "x".repeat(9_000_000) + "\"");
		assertThatExceptionOfType(CoreClawException.class).isThrownBy(this.client::checkKey)
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("connection"));
	}

	private String longPreview() {
		String line = "x".repeat(1000);
		this.run.preview(IntStream.range(0, SIZE / 1000).mapToObj((number) -> number + line).toArray());
		return IntStream.range(0, SIZE / 1000).mapToObj((number) -> number + line + "\n").collect(Collectors.joining());
	}

	private void answer(Endpoint endpoint, String data) {
		this.platform.fail(endpoint, Fault.answer(200, "application/json",
				"{\"code\": 0, \"message\": \"success\", \"data\": {" + data + "}, \"request_id\": \"r\"}"));
	}

	private String lines(Preview preview) {
		this.client.preview(preview, () -> {
			this.sinks.add(new ByteArrayOutputStream());
			return this.sinks.getLast();
		});
		return this.sinks.getLast().toString(StandardCharsets.UTF_8);
	}

	private CoreClawClient client() {
		CoreClawProperties properties = new CoreClawProperties(this.platform.baseUrl().toString(),
				this.platform.apiKey(), null, Auth.BEARER, false, null, 2, Duration.ofSeconds(60),
				Duration.ofSeconds(60), Duration.ofMillis(1), Duration.ofSeconds(10));
		Cutoff cutoff = new Cutoff();
		return new CoreClawConfiguration().coreClawClient(Network.of(new StandardEnvironment()), properties, cutoff,
				new Watchdog(cutoff), Clock.systemUTC(), new Traffic(), CallBudgets.ofThisProcess());
	}

}
