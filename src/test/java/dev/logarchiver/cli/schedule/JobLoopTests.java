package dev.logarchiver.cli.schedule;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.execution.JobProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs run when their schedules say so, in a time that passes as the tests want it to.
 */
class JobLoopTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final Instant START = Instant.parse("2026-06-15T00:00:00Z");

	private final VirtualTime time = new VirtualTime(START);

	private final RecordedRuns runs = new RecordedRuns(this.time);

	private static JobDefinition job(String crontab) {
		return new JobDefinition(Path.of("job.yaml"), "job",
				new JobProperties("job", crontab, BERLIN.getId()).ticks().orElseThrow(), "state", true);
	}

	private JobLoop loop(String crontab) {
		return new JobLoop(job(crontab), this.runs, this.time);
	}

	/** Lets a loop run until a time, which passes while it waits. */
	private void runUntil(JobLoop loop, Instant end) {
		loop.run((wait) -> {
			assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(5));
			this.time.pass(wait);
			return !this.time.instant().isAfter(end);
		});
	}

	private static Stream<Instant> local(String... times) {
		return Stream.of(times).map((time) -> LocalDateTime.parse(time).atZone(BERLIN).toInstant());
	}

	private static Stream<Instant> every(Duration gap, Instant first, int number) {
		return IntStream.range(0, number).mapToObj((i) -> first.plus(gap.multipliedBy(i)));
	}

	/** Two days, in the middle of which an hour is left out or comes twice. */
	@ParameterizedTest
	@ValueSource(strings = { "2026-03-27T23:00:00Z", "2026-10-23T22:00:00Z" })
	void twoDaysAroundAChangeOfSummerTime(Instant midnight) {
		Instant end = midnight.plus(Duration.ofDays(2));
		Stream<Instant> nights = (midnight.atZone(BERLIN).getMonthValue() == 3)
				// half past two doesn't exist in the second night
				? local("2026-03-28T02:30", "2026-03-29T03:00")
				: Stream.concat(local("2026-10-24T02:30"), Stream.of(Instant.parse("2026-10-25T00:30:00Z")));
		assertThat(ticks("30 2 * * *", midnight, end)).containsExactlyElementsOf(nights.toList());
		assertThat(ticks("0 * * * *", midnight, end))
			.containsExactlyElementsOf(every(Duration.ofHours(1), midnight.plusSeconds(3600), 48).toList());
		assertThat(ticks("*/15 * * * *", midnight, end))
			.containsExactlyElementsOf(every(Duration.ofMinutes(15), midnight.plusSeconds(900), 4 * 48).toList());
	}

	private List<Instant> ticks(String crontab, Instant begin, Instant end) {
		this.time.set(begin);
		this.runs.ticks.clear();
		runUntil(loop(crontab), end);
		return this.runs.ticks;
	}

	@Test
	void eachTickRunsAtItsTime() {
		this.runs.took = Duration.ofMinutes(2);
		runUntil(loop("*/10 * * * *"), START.plus(Duration.ofHours(1)));
		assertThat(this.runs.startedAt).isEqualTo(this.runs.ticks).hasSize(6);
	}

	@Test
	void aJobThatNeverRanWaitsForItsNextTick() {
		JobLoop loop = loop("15 3 * * *");
		loop.step();
		assertThat(this.runs.ticks).isEmpty();
		assertThat(loop.next()).contains(Instant.parse("2026-06-15T01:15:00Z"));
	}

	@Test
	void ofTheMissedTicksTheNewestRuns() {
		this.runs.last = new JobRuns.LastTick(START.minus(Duration.ofDays(3)), true);
		JobLoop loop = loop("15 3 * * *");
		loop.step();
		loop.step();
		assertThat(this.runs.ticks).containsExactly(Instant.parse("2026-06-14T01:15:00Z"));
	}

	@Test
	void anInterruptedTickIsTakenUpAtOnce() {
		Instant tick = Instant.parse("2026-06-14T01:15:00Z");
		this.runs.last = new JobRuns.LastTick(tick, false);
		JobLoop loop = loop("15 3 * * *");
		loop.step();
		loop.step();
		assertThat(this.runs.ticks).containsExactly(tick);
	}

	@Test
	void anInterruptedTickIsNotTakenUpWhenItIsNotTheLastOne() {
		this.runs.last = new JobRuns.LastTick(Instant.parse("2026-06-12T01:15:00Z"), false);
		loop("15 3 * * *").step();
		assertThat(this.runs.ticks).containsExactly(Instant.parse("2026-06-14T01:15:00Z"));
	}

	@Test
	void nothingRunsTwiceBecauseNothingWasMissed() {
		this.runs.last = new JobRuns.LastTick(Instant.parse("2026-06-14T01:15:00Z"), true);
		loop("15 3 * * *").step();
		assertThat(this.runs.ticks).isEmpty();
	}

	@Test
	void ofTheTicksThatPassDuringARunTheNewestRunsAfterIt() {
		this.runs.took = Duration.ofMinutes(35);
		runUntil(loop("*/10 * * * *"), START.plus(Duration.ofMinutes(80)));
		assertThat(this.runs.ticks).extracting((tick) -> Duration.between(START, tick).toMinutes())
			.containsExactly(10L, 40L, 80L);
	}

	@Test
	void ofTheTicksThatPassWhileAnotherJobHasTheDirectoryTheNewestRuns() {
		this.runs.turnTook = Duration.ofMinutes(25);
		runUntil(loop("*/10 * * * *"), START.plus(Duration.ofMinutes(59)));
		assertThat(this.runs.ticks.getFirst()).isEqualTo(START.plus(Duration.ofMinutes(50)));
	}

	@ParameterizedTest
	@EnumSource(names = { "FAILED", "BUSY" })
	void whatCouldNotBeDoneIsTriedThreeTimesMore(ExitCode code) {
		this.runs.codes.addAll(List.of(code, code, code, code, code));
		runUntil(loop("0 * * * *"), START.plus(Duration.ofMinutes(90)));
		assertThat(this.runs.startedAt).extracting((time) -> Duration.between(START, time).toMinutes())
			.containsExactly(60L, 65L, 70L, 75L);
		assertThat(this.runs.ticks).containsOnly(START.plus(Duration.ofHours(1)));
	}

	@Test
	void aNewTickTakesThePlaceOfAnotherTry() {
		this.runs.codes.add(ExitCode.FAILED);
		runUntil(loop("*/4 * * * *"), START.plus(Duration.ofMinutes(12)));
		assertThat(this.runs.ticks).extracting((tick) -> Duration.between(START, tick).toMinutes())
			.containsExactly(4L, 8L, 12L);
	}

	@ParameterizedTest
	@EnumSource(names = { "USAGE", "INCOMPLETE", "KEY_REJECTED", "SUCCESS" })
	void whereAnotherTryWouldChangeNothingTheNextTickComes(ExitCode code) {
		this.runs.codes.add(code);
		runUntil(loop("0 * * * *"), START.plus(Duration.ofMinutes(130)));
		assertThat(this.runs.ticks).containsExactly(START.plus(Duration.ofHours(1)), START.plus(Duration.ofHours(2)));
	}

	@Test
	void aClockThatIsSetForwardMissesNoTick() {
		JobLoop loop = loop("15 3 * * *");
		loop.step();
		this.time.set(START.plus(Duration.ofHours(30)));
		loop.step();
		assertThat(this.runs.ticks).containsExactly(Instant.parse("2026-06-16T01:15:00Z"));
	}

	@Test
	void aClockThatIsSetBackRunsNoTickTwice() {
		JobLoop loop = loop("0 * * * *");
		this.time.set(START.plus(Duration.ofHours(5)));
		loop.step();
		this.time.set(START);
		runUntil(loop, START.plus(Duration.ofHours(6)));
		assertThat(this.runs.ticks).containsExactly(START.plus(Duration.ofHours(5)), START.plus(Duration.ofHours(6)));
	}

	@Test
	void aDatabaseThatCantBeReadIsTriedAgain() {
		this.runs.unreadable = 2;
		this.runs.last = new JobRuns.LastTick(Instant.parse("2026-06-13T01:15:00Z"), true);
		JobLoop loop = loop("15 3 * * *");
		assertThat(loop.step()).isEqualTo(Duration.ofMinutes(5));
		assertThat(loop.step()).isEqualTo(Duration.ofMinutes(5));
		loop.step();
		assertThat(this.runs.ticks).containsExactly(Instant.parse("2026-06-14T01:15:00Z"));
	}

	/** Stands still until it is told otherwise. */
	private static final class VirtualTime extends Clock {

		private Instant now;

		VirtualTime(Instant now) {
			this.now = now;
		}

		void set(Instant time) {
			this.now = time;
		}

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	/** Writes down what would be run. */
	private static final class RecordedRuns implements JobRuns {

		private final VirtualTime time;

		private final List<Instant> ticks = new ArrayList<>();

		private final List<Instant> startedAt = new ArrayList<>();

		private final Deque<ExitCode> codes = new ArrayDeque<>();

		private Duration took = Duration.ZERO;

		private Duration turnTook = Duration.ZERO;

		private int unreadable;

		private @Nullable LastTick last;

		RecordedRuns(VirtualTime time) {
			this.time = time;
		}

		@Override
		public <T> T inTurn(JobDefinition job, Supplier<T> work) {
			this.time.pass(this.turnTook);
			return work.get();
		}

		@Override
		public ExitCode run(JobDefinition job, Instant tick) {
			this.ticks.add(tick);
			this.startedAt.add(this.time.instant());
			this.time.pass(this.took);
			return this.codes.isEmpty() ? ExitCode.SUCCESS : this.codes.remove();
		}

		@Override
		public ExitCode archive(JobDefinition job, Announced announced) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<LastTick> lastTick(JobDefinition job) {
			if (this.unreadable-- > 0) {
				throw new IllegalStateException("not now");
			}
			return Optional.ofNullable(this.last);
		}

	}

}
