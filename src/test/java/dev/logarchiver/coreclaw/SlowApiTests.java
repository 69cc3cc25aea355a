package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.CallBudgets;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.SimulatedPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An API that sends something all the time, but never a whole answer.
 */
class SlowApiTests {

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	@AfterEach
	void stop() {
		this.platform.close();
	}

	static Stream<Fault> endless() {
		return EndlessAnswers.all();
	}

	@ParameterizedTest
	@MethodSource("endless")
	void givesUpWhatHasNoEnd(Fault fault) {
		this.platform.failApi(fault);
		try (CoreClawClient client = client(Duration.ofMillis(150), 1)) {
			assertThatExceptionOfType(CoreClawException.class).isThrownBy(client::checkKey).satisfies((failure) -> {
				assertThat(failure.kind()).isEqualTo(Kind.UNANSWERED);
				assertThat(failure.code()).isIn("timeout", "connection");
			});
		}
	}

	@Test
	void triesAgain() {
		this.platform.failApi(EndlessAnswers.bodies().findFirst().orElseThrow().times(1));
		try (CoreClawClient client = client(Duration.ofSeconds(2), 2)) {
			client.checkKey();
		}
		assertThat(this.platform.apiCalls()).hasSize(2);
	}

	private CoreClawClient client(Duration answerTimeout, int attempts) {
		CoreClawProperties properties = new CoreClawProperties(this.platform.baseUrl().toString(),
				this.platform.apiKey(), null, Auth.BEARER, false, null, attempts, Duration.ofSeconds(30), answerTimeout,
				Duration.ofMillis(1), Duration.ofSeconds(10));
		Cutoff cutoff = new Cutoff();
		return new CoreClawConfiguration().coreClawClient(Network.of(new StandardEnvironment()), properties, cutoff,
				new Watchdog(cutoff), Clock.systemUTC(), new Traffic(), CallBudgets.ofThisProcess());
	}

}
