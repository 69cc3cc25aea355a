package dev.logarchiver.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.logarchiver.pace.CallBudget.Precedence;
import dev.logarchiver.state.CallBudgetTable.Reservation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What the database reserves. Instead of waiting, the tests move the row's times back, as
 * if time had passed.
 */
class CallBudgetTableTests {

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final int ALL = 1000;

	private static final AtomicInteger SOURCES = new AtomicInteger();

	/** How much may pass by itself between two statements, on a slow machine. */
	private static final double SLACK = 0.3;

	private final TestDatabase database = TestDatabase.postgres();

	private final String source = "table-" + SOURCES.incrementAndGet();

	private final List<SingleConnectionDataSource> sessions = new ArrayList<>();

	private CallBudgetTable one = table(this.source, null);

	private CallBudgetTable two = table(this.source, null);

	@BeforeEach
	void begin() {
		this.one = table(this.source, null);
		this.two = table(this.source, null);
	}

	@AfterEach
	void close() {
		this.sessions.forEach(SingleConnectionDataSource::destroy);
	}

	private CallBudgetTable table(String source, @Nullable Double limit) {
		SingleConnectionDataSource session = this.database.session();
		this.sessions.add(session);
		return new CallBudgetTable(JdbcClient.create(session), source, limit, PAUSE);
	}

	@Test
	void isOpenForAllUntilACallIsRefused() {
		assertThat(reserve(this.one).open()).isTrue();
		assertThat(reserve(this.two).open()).isTrue();
		this.one.refuse(0, null, 0);
		assertThat(reserve(this.two).open()).isFalse();
		assertThat(reserve(table(this.source + "-other", null)).open()).isTrue();
	}

	@Test
	void theFirstDecreaseIsToAPartOfWhatWasAccepted() {
		this.one.reserve(Precedence.USUAL, ALL, 30);
		this.two.reserve(Precedence.USUAL, ALL, 50);
		pass(1.0);
		assertThat(rate(this.one.refuse(0, null, 20))).isBetween(0.7 * 100 / (1 + SLACK), 70.0);
	}

	@Test
	void aBurstOfRefusalsLowersTheRateOnceForAllProcesses() {
		settle(20);
		Reservation known = reserve(this.one);
		Reservation lowered = this.one.refuse(known.decreases(), null, 0);
		assertThat(rate(lowered)).isLessThan(14.1);
		assertThat(lowered.decreases()).isEqualTo(known.decreases() + 1);
		Reservation again = this.two.refuse(known.decreases(), null, 0);
		assertThat(rate(again)).isEqualTo(rate(lowered));
		assertThat(again.decreases()).isEqualTo(lowered.decreases());
	}

	@Test
	void aRateThatWasNotUsedSinceIsNotTakenForTheLimit() {
		settle(100);
		assertThat(rate(this.one.refuse(decreases(), null, 1))).isCloseTo(35, within(0.1));
	}

	@Test
	void whatWasAcceptedBetweenTwoRefusalsIsTheLimit() {
		settle(100);
		pass(10);
		Reservation lowered = this.one.refuse(decreases(), null, 900);
		assertThat(rate(lowered)).isBetween(0.7 * 900 / (10 + SLACK), 63.0);
	}

	@Test
	void twoProcessesShareTheRate() {
		settle(20);
		Reservation first = reserve(this.one);
		Reservation second = reserve(this.two);
		// each reserves what a quarter of a second holds, and a tenth that nobody wanted
		// before
		assertThat(first.slots()).isBetween(5, 8);
		assertThat(first.apart()).isEqualTo(50_000_000);
		assertThat(second.slots()).isLessThanOrEqualTo((int) (20 * SLACK) + 1);
		double used = first.slots() + second.slots();
		pass(0.2);
		assertThat(reserve(this.two).slots() + used).isLessThanOrEqualTo(20 * (0.2 + 0.35 + SLACK));
	}

	@Test
	void reservesNoMoreThanIsWanted() {
		settle(20);
		assertThat(this.one.reserve(Precedence.USUAL, 1, 0).slots()).isOne();
		assertThat(this.two.reserve(Precedence.USUAL, 2, 0).slots()).isEqualTo(2);
	}

	@Test
	void whatADeadProcessHadReservedIsLostForAQuarterOfASecondAtMost() {
		settle(20);
		reserve(this.one);
		pass(0.35);
		assertThat(reserve(this.two).slots()).isGreaterThanOrEqualTo(5);
	}

	@Test
	void usualCallsGetThreeTimesWhatLowerOnesGet() {
		settle(200);
		int usual = 0;
		int low = 0;
		// the first finds itself alone
		reserve(this.two, 1);
		for (int round = 0; round < 100; round++) {
			low += this.two.reserve(Precedence.LOW, ALL, 0).slots();
			usual += this.one.reserve(Precedence.USUAL, ALL, 0).slots();
			pass(0.05);
		}
		assertThat((double) usual / low).isBetween(2.5, 3.5);
	}

	@Test
	void whoeverIsAloneGetsAll() {
		settle(200);
		int low = DoubleStream.generate(() -> 0.1).limit(20).mapToInt((seconds) -> {
			pass(seconds);
			return this.two.reserve(Precedence.LOW, ALL, 0).slots();
		}).sum();
		assertThat(low).isGreaterThan(400 - 20);
	}

	@Test
	void whatUsualCallsLeaveGoesToLowerOnes() {
		settle(100);
		int usual = 0;
		int low = 0;
		for (int round = 0; round < 50; round++) {
			usual += this.one.reserve(Precedence.USUAL, 1, 0).slots();
			low += this.two.reserve(Precedence.LOW, ALL, 0).slots();
			pass(0.1);
		}
		assertThat(usual).isGreaterThan(45);
		assertThat(usual + low).isGreaterThan(450);
	}

	@Test
	void allPauseForAsLongAsTheServerAsks() {
		settle(20);
		this.one.refuse(decreases(), Duration.ofSeconds(60), 0);
		Reservation paused = reserve(this.two);
		assertThat(paused.slots()).isZero();
		assertThat(paused.paused() / 1e9).isBetween(60 - SLACK, 60.0);
		pass(59);
		assertThat(reserve(this.two).slots()).isZero();
		pass(1);
		assertThat(reserve(this.two).slots()).isPositive();
	}

	@Test
	void theRateRisesWhileSlotsAreScarce() {
		settle(20);
		double before = rate(reserve(this.one));
		double risen = before;
		for (int second = 0; second < 10; second++) {
			scarce();
			double next = rate(reserve(this.one));
			assertThat(next).isGreaterThan(risen);
			risen = next;
		}
		assertThat(risen).isBetween(before + 1, before + 12);
	}

	@Test
	void theRateRisesFasterBelowTheLimitThatIsKnown() {
		settle(20);
		double lowered = rate(this.one.refuse(decreases(), null, 1));
		pass(0.5);
		scarce();
		double risen = rate(reserve(this.one));
		assertThat(risen - lowered).isGreaterThan(2.5);
	}

	@Test
	void aRateThatNobodyUsesUpStaysAsItIs() {
		settle(20);
		for (int second = 0; second < 10; second++) {
			pass(1);
			assertThat(rate(reserve(this.one, 1))).isEqualTo(20);
		}
	}

	@Test
	void aLimitBoundsAllProcessesTogether() {
		CallBudgetTable bounded = table(this.source, 20.0);
		CallBudgetTable too = table(this.source, 20.0);
		int slots = 0;
		for (int round = 0; round < 40; round++) {
			slots += reserve(bounded).slots() + reserve(too).slots();
			pass(0.1);
		}
		assertThat(slots).isBetween(70, (int) (20 * (4 + 0.35 + 40 * SLACK)));
		assertThat(rate(reserve(bounded))).isEqualTo(20);
	}

	@Test
	void afterTenMinutesWithoutCallsTheRateIsOpenAgain() {
		settle(20);
		reserve(this.one);
		pass(599);
		assertThat(reserve(this.one).open()).isFalse();
		pass(601);
		assertThat(reserve(this.one).open()).isTrue();
	}

	@Test
	void noClockButTheDatabasesHasAPart() {
		noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.time.Clock")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.time.Instant")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.Date")
			.orShould()
			.callMethod(System.class, "currentTimeMillis")
			.check(new ClassFileImporter().importClasses(CallBudgetTable.class, CallBudgetSession.class,
					SharedCallBudget.class, ReservedSlots.class, ReservedSlots.Slot.class, Reservation.class));
	}

	private Reservation reserve(CallBudgetTable table) {
		return reserve(table, ALL);
	}

	private static Reservation reserve(CallBudgetTable table, int wanted) {
		return table.reserve(Precedence.USUAL, wanted, 0);
	}

	private static double rate(Reservation reservation) {
		return Objects.requireNonNull(reservation.rate());
	}

	private long decreases() {
		return this.database.jdbc()
			.sql("SELECT decreases FROM call_budget WHERE source = ?")
			.param(this.source)
			.query(Long.class)
			.single();
	}

	/** As after a refusal a while ago. */
	private void settle(double rate) {
		this.one.refuse(decreases(), null, 1);
		pass(1);
		this.database.jdbc()
			.sql("UPDATE call_budget SET rate = ?, ceiling = ?, accepted_since = clock_timestamp() WHERE source = ?")
			.params(rate, rate, this.source)
			.update();
	}

	/**
	 * As if all slots of the next second were reserved, and the rate last rose a second
	 * ago.
	 */
	private void scarce() {
		pass(1);
		this.database.jdbc()
			.sql("UPDATE call_budget SET next_slot = clock_timestamp() + INTERVAL '1 s' WHERE source = ?")
			.param(this.source)
			.update();
	}

	private void pass(double seconds) {
		this.database.jdbc()
			.sql("""
					UPDATE call_budget SET raised_at = raised_at - gone, paused_until = paused_until - gone,
						accepted_since = accepted_since - gone, next_slot = next_slot - gone,
						usual_until = usual_until - gone, low_until = low_until - gone, asked_at = asked_at - gone
					FROM (SELECT ? * INTERVAL '1 s' AS gone) passing WHERE source = ?""")
			.params(seconds, this.source)
			.update();
	}

}
