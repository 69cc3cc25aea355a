package dev.logarchiver.cli.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.cli.schedule.JobRuns.LastTick;
import dev.logarchiver.execution.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Which tick of a job is to be run at a time. Of those that were missed, while nothing
 * ran or the previous one was still running, the newest is run: it archives what the
 * others would have. A tick that could not be done is tried again, as the units for
 * systemd do it, until the next one is there.
 */
final class JobTicks {

	static final Duration AGAIN_AFTER = Duration.ofMinutes(5);

	static final int TRIES = 4;

	private final Schedule schedule;

	/** The newest tick that is not to be run any more, or the time of the start. */
	private Instant past;

	private @Nullable Again again;

	private int tries;

	/**
	 * Ticks of a job.
	 * @param startedAt from when on they are to be run, if the job never ran before
	 */
	JobTicks(Schedule schedule, Instant startedAt) {
		this.schedule = schedule;
		this.past = startedAt;
	}

	/**
	 * Goes on after the last tick that was run, or with it.
	 * @param last that tick
	 */
	void resume(LastTick last) {
		this.past = last.tick();
		if (!last.isCompleted()) {
			this.again = new Again(last.tick(), last.tick());
		}
	}

	/** The tick to be run now. */
	Optional<Instant> due(Instant now) {
		return this.schedule.last(this.past, now)
			.or(() -> Optional.ofNullable(this.again).filter((again) -> !again.at().isAfter(now)).map(Again::tick));
	}

	/** A tick is being run. */
	void begin(Instant tick) {
		this.tries = (this.again != null && tick.equals(this.again.tick())) ? this.tries + 1 : 1;
		this.past = tick;
		this.again = null;
	}

	/**
	 * A tick was run.
	 * @return when it is tried again, if it is and no other one comes before
	 */
	Optional<Instant> end(Instant tick, ExitCode code, Instant now) {
		this.again = switch (code) {
			case FAILED, BUSY -> (this.tries < TRIES) ? new Again(tick, now.plus(AGAIN_AFTER)) : null;
			case SUCCESS, USAGE, INCOMPLETE, KEY_REJECTED, TERMINATED -> null;
		};
		return Optional.ofNullable(this.again)
			.map(Again::at)
			.filter((at) -> this.schedule.next(tick).filter((next) -> !next.isAfter(at)).isEmpty());
	}

	/**
	 * The next time at which a tick is to be run.
	 * @return the time; empty if there is none any more
	 */
	Optional<Instant> nextDue() {
		return Stream.of(next(), Optional.ofNullable(this.again).map(Again::at))
			.flatMap(Optional::stream)
			.min(Comparator.naturalOrder());
	}

	/** The next tick of the schedule. */
	Optional<Instant> next() {
		return this.schedule.next(this.past);
	}

	/**
	 * A tick that is to be run again.
	 *
	 * @param at when, if no other one comes before
	 */
	private record Again(Instant tick, Instant at) {
	}

}
