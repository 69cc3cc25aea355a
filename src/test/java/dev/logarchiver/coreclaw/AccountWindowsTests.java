package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountRuns.Contradictory;
import dev.logarchiver.coreclaw.AccountRuns.Unavailable;
import dev.logarchiver.simulation.Call;
import dev.logarchiver.simulation.SimulatedPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which stretch of time a listing of the account covers, and as of when.
 */
class AccountWindowsTests {

	/** The first second of June, where the platform is. */
	private static final Instant MIDNIGHT = Instant.parse("2026-05-31T16:00:00Z");

	private static final Instant FROM = MIDNIGHT.minus(Duration.ofHours(2));

	private volatile Instant now = MIDNIGHT.plusSeconds(3600);

	private final SimulatedPlatform platform = SimulatedPlatform.start().clock(() -> this.now);

	@AfterEach
	void stop() {
		this.platform.close();
	}

	@Test
	void readsEachMonthUpToThePresent() {
		for (int hours = -3; hours <= 1; hours++) {
			this.platform.worker("acme~w" + hours).run(MIDNIGHT.plus(Duration.ofHours(hours)));
		}
		Complete listed = complete(() -> this.now);
		assertThat(listed.runs()).hasSize(4);
		assertThat(listed.beganAt()).isEqualTo(this.now);
		assertThat(listed.calls()).isEqualTo(2);
	}

	@Test
	void beganWithTheFirstAnswerOfAll() {
		IntStream.range(0, 150).forEach((i) -> this.platform.worker("acme~w" + i).run(MIDNIGHT.minusSeconds(i)));
		Instant first = this.now;
		this.platform.listings().afterNextPage(() -> {
			this.now = first.plusSeconds(600);
			this.platform.worker("acme~new").run(MIDNIGHT.minusSeconds(3));
		});
		this.platform.listings().afterNextPage(() -> this.now = first.plusSeconds(700));
		Complete listed = complete(() -> first);
		assertThat(listed.runs()).hasSize(151);
		assertThat(listed.beganAt()).isBetween(first, first.plusSeconds(600));
	}

	@Test
	void startsOverWhereTheDayHasChangedMeanwhile() {
		this.platform.worker("acme~shop").run(MIDNIGHT.plusSeconds(60));
		for (Duration behind : new Duration[] { Duration.ofHours(1).plusSeconds(1), Duration.ofHours(2),
				Duration.ofDays(300) }) {
			Complete listed = complete(() -> this.now.minus(behind));
			assertThat(listed.runs()).hasSize(1);
			assertThat(listed.beganAt()).isEqualTo(this.now);
		}
	}

	@Test
	void startsOverWithinAMonth() {
		this.now = MIDNIGHT.plus(Duration.ofDays(5));
		this.platform.worker("acme~shop").run(this.now);
		try (CoreClawClient client = client(() -> MIDNIGHT)) {
			AccountRuns listed = client.accountRuns(MIDNIGHT, 10);
			assertThat(listed).isInstanceOfSatisfying(Complete.class,
					(complete) -> assertThat(complete.runs()).hasSize(1));
			assertThat(listed.calls()).isEqualTo(2);
		}
	}

	@Test
	void readsNoMonthThatThePlatformHasNotReached() {
		assertThat(complete(() -> this.now.plus(Duration.ofDays(1000))).calls()).isEqualTo(2);
	}

	@Test
	void goesByThePlatformOnceThatIsKnown() {
		try (CoreClawClient client = client(() -> MIDNIGHT.plus(Duration.ofDays(1000)))) {
			client.checkKey();
			this.platform.forgetCalls();
			assertThat(client.accountRuns(FROM, 10).calls()).isEqualTo(2);
		}
		assertThat(this.platform.apiCalls()).extracting(Call::target)
			.doesNotHaveDuplicates()
			.allSatisfy((target) -> assertThat(target).doesNotContain("status=").doesNotContain("worker_id="));
	}

	@Test
	void withoutADateGoesByThisMachine() {
		this.platform.dates(false);
		this.platform.worker("acme~shop").run(MIDNIGHT.plusSeconds(60));
		Complete listed = complete(() -> this.now);
		assertThat(listed.runs()).hasSize(1);
		assertThat(listed.beganAt()).isNull();
	}

	@Test
	void isUnavailableWhereThePlatformIsBehindWhatItWasAskedFor() {
		this.now = FROM.minusSeconds(1);
		try (CoreClawClient client = client(() -> MIDNIGHT)) {
			assertThat(client.accountRuns(FROM, 10)).isInstanceOfSatisfying(Unavailable.class,
					(listed) -> assertThat(listed.reason()).contains("2026-05-31T13:59:59Z"));
		}
	}

	@Test
	void countsThePagesOfAllWindows() {
		IntStream.range(0, 150).forEach((i) -> {
			this.platform.worker("acme~a" + i).run(MIDNIGHT.minusSeconds(i + 1));
			this.platform.worker("acme~b" + i).run(MIDNIGHT.plusSeconds(i));
		});
		try (CoreClawClient client = client(() -> this.now)) {
			assertThat(client.accountRuns(FROM, 4)).isInstanceOf(Complete.class);
			assertThat(client.accountRuns(FROM, 3)).isInstanceOf(Unavailable.class);
			this.platform.listings().miscount(1);
			assertThat(client.accountRuns(FROM, 4)).as("passes don't add up").isInstanceOf(Contradictory.class);
		}
	}

	private Complete complete(InstantSource machine) {
		try (CoreClawClient client = client(machine)) {
			return (Complete) client.accountRuns(FROM, 10);
		}
	}

	private CoreClawClient client(InstantSource machine) {
		return ApiClients.of(this.platform, machine.withZone(ZoneOffset.UTC));
	}

}
