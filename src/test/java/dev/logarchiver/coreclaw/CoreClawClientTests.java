package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.CallBudgets;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedPlatform;
import dev.logarchiver.simulation.SimulatedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The API and the storage behind one client, and where the key goes.
 */
class CoreClawClientTests {

	private static final WorkerId WORKER = new WorkerId("acme~shop");

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final SimulatedRun run = this.platform.worker(WORKER.value()).run(Instant.parse("2026-06-14T10:00:00Z"));

	@AfterEach
	void stop() {
		this.platform.close();
	}

	@ParameterizedTest
	@EnumSource
	void sendsTheKeyWithEachCall(Auth auth) {
		this.run.urlHoldsSlug(false);
		try (CoreClawClient client = client(auth)) {
			client.checkKey();
			assertThat(client.lastLog(WORKER).url()).isNotNull();
		}
		assertThat(this.platform.apiCalls()).hasSize(2)
			.allSatisfy((call) -> assertThat(call.toString()).contains(this.platform.apiKey()));
	}

	@ParameterizedTest
	@EnumSource
	void sendsTheKeyInOnePlaceOnly(Auth auth) {
		try (CoreClawClient client = client(auth)) {
			client.checkKey();
		}
		assertThat(this.platform.apiCalls()).singleElement().satisfies((call) -> {
			assertThat(call.header("Authorization").isPresent()).isEqualTo(auth == Auth.BEARER);
			assertThat(call.header("api-key").isPresent()).isEqualTo(auth == Auth.API_KEY);
			assertThat(call.target().contains("token=")).isEqualTo(auth == Auth.QUERY);
		});
	}

	@ParameterizedTest
	@EnumSource
	void neverTellsTheKey(Auth auth) {
		for (Fault fault : new Fault[] { Fault.reset(), Fault.hang(), Fault.noAnswer(), Fault.cutAfter(5),
				Fault.malformedJson(), Fault.page(502), Fault.page(404),
				Fault.redirect(302, this.platform.storageUrl() + "/elsewhere") }) {
			this.platform.heal().failApi(fault);
			StringWriter told = new StringWriter();
			CoreClawProperties impatient = properties(auth, this.platform.apiKey(), Duration.ofMillis(300));
			try (CoreClawClient client = client(impatient)) {
				assertThatExceptionOfType(CoreClawException.class).isThrownBy(client::checkKey)
					.satisfies((failure) -> failure.printStackTrace(new PrintWriter(told)));
			}
			assertThat(told.toString()).contains("GET /api/v2/users/account: ").doesNotContain(this.platform.apiKey());
		}
		assertThat(this.platform.downloads()).as("redirects are not followed").isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void keepsTheKeyOutOfWhatTheTransportThrows(Auth auth) {
		this.platform.failApi(Fault.reset());
		Cutoff cutoff = new Cutoff();
		CoreClawProperties impatient = properties(auth, this.platform.apiKey(), Duration.ofMillis(300));
		try (Watchdog watchdog = new Watchdog(cutoff);
				ApiTransport transport = new ApiTransport(Network.of(new StandardEnvironment()), impatient, cutoff,
						watchdog, Clock.systemUTC())) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> transport.get("/api/v2/users/account", null))
				.satisfies((failure) -> assertThat(failure.toString()).doesNotContain(this.platform.apiKey()));
		}
	}

	@Test
	void aConnectionThatDiedMeanwhileIsNoAttempt() {
		Traffic traffic = new Traffic();
		try (CoreClawClient client = client(properties(Auth.BEARER, this.platform.apiKey(), Duration.ofSeconds(30)),
				traffic)) {
			client.checkKey();
			this.platform.failApi(Fault.reset().times(1));
			client.checkKey();
		}
		assertThat(this.platform.apiCalls()).hasSize(3);
		assertThat(traffic.api().retries()).isZero();
	}

	@Test
	void stopsOnAKeyThatIsRejected() {
		CoreClawProperties properties = properties(Auth.BEARER, "wrong", Duration.ofSeconds(30));
		try (CoreClawClient client = client(properties)) {
			assertThatExceptionOfType(CoreClawException.class).isThrownBy(client::checkKey)
				.satisfies((failure) -> assertThat(failure.kind()).isEqualTo(CoreClawException.Kind.KEY_REJECTED));
		}
		assertThat(this.platform.apiCalls()).hasSize(1);
	}

	@Test
	void tellsTheTimeOfThePlatform() {
		Instant march = Instant.parse("2031-03-01T12:00:00Z");
		this.platform.clock(() -> march);
		try (CoreClawClient client = client(Auth.BEARER)) {
			assertThat(client.time()).isEmpty();
			client.checkKey();
			assertThat(client.time())
				.hasValueSatisfying((time) -> assertThat(time).isBetween(march, march.plusSeconds(60)));
		}
	}

	@Test
	void takesNoTimeFromAnAnswerThatHasNoneOrComesOutOfACache() {
		String known = Fault.httpDate(Instant.parse("2031-03-01T12:00:00Z"));
		String body = "{\"code\": 0, \"data\": {}}";
		this.platform.dates(false);
		for (Fault fault : new Fault[] { Fault.answer(200, "application/json", body),
				Fault.answer(200, "application/json", body).header("Date", "tomorrow"),
				Fault.answer(200, "application/json", body).header("Date", known).header("Age", "90000") }) {
			this.platform.heal().failApi(fault);
			try (CoreClawClient client = client(Auth.BEARER)) {
				client.checkKey();
				assertThat(client.time()).isEmpty();
			}
		}
	}

	private CoreClawClient client(Auth auth) {
		return client(properties(auth, this.platform.apiKey(), Duration.ofSeconds(30)));
	}

	private static CoreClawClient client(CoreClawProperties properties) {
		return client(properties, new Traffic());
	}

	private static CoreClawClient client(CoreClawProperties properties, Traffic traffic) {
		Cutoff cutoff = new Cutoff();
		return new CoreClawConfiguration().coreClawClient(Network.of(new StandardEnvironment()), properties, cutoff,
				new Watchdog(cutoff), Clock.systemUTC(), traffic, CallBudgets.ofThisProcess());
	}

	private CoreClawProperties properties(Auth auth, String key, Duration timeout) {
		return new CoreClawProperties(this.platform.baseUrl().toString(), key, null, auth, false, null, 2, timeout,
				timeout, Duration.ofMillis(2), Duration.ofSeconds(10));
	}

}
