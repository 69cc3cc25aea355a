package dev.logarchiver.cli.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import dev.logarchiver.cli.exit.ExitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job, tick by tick. */
final class JobLoop {

	private static final Logger logger = LoggerFactory.getLogger(JobLoop.class);

	/**
	 * The longest time without a look at the clock, which somebody may have set, or which
	 * went on while the machine slept.
	 */
	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

	private final JobDefinition job;

	private final JobRuns runs;

	private final Clock clock;

	private final JobTicks ticks;

	private boolean resumed;

	private volatile Optional<Instant> next;

	JobLoop(JobDefinition job, JobRuns runs, Clock clock) {
		this.job = job;
		this.runs = runs;
		this.clock = clock;
		this.ticks = new JobTicks(job.schedule(), clock.instant());
		this.next = this.ticks.next();
	}

	/**
	 * Runs the job until it is to end.
	 * @param pause waits for a time, and returns whether to go on
	 */
	void run(Predicate<Duration> pause) {
		Duration wait = Duration.ZERO;
		while (pause.test(wait)) {
			wait = step();
		}
	}

	/**
	 * Does what is to be done now.
	 * @return how long to wait then
	 */
	Duration step() {
		if (!this.resumed) {
			this.resumed = this.runs.inTurn(this.job, this::resume);
			if (!this.resumed) {
				return JobTicks.AGAIN_AFTER;
			}
		}
		if (this.ticks.due(this.clock.instant()).isPresent()) {
			this.runs.inTurn(this.job, this::runDue);
		}
		this.next = this.ticks.next();
		Duration rest = this.ticks.nextDue()
			.map((due) -> Duration.between(this.clock.instant(), due))
			.orElse(LONGEST_PAUSE);
		return rest.isNegative() ? Duration.ZERO : (rest.compareTo(LONGEST_PAUSE) < 0) ? rest : LONGEST_PAUSE;
	}

	private boolean resume() {
		try {
			this.runs.lastTick(this.job).ifPresent(this.ticks::resume);
			return true;
		}
		catch (RuntimeException ex) {
			logger.warn("Job {}: its last tick can't be looked up, next try in {} min: {}", this.job.name(),
					JobTicks.AGAIN_AFTER.toMinutes(), ex.getMessage());
			return false;
		}
	}

	/** What is due may have changed meanwhile. */
	private boolean runDue() {
		Optional<Instant> due = this.ticks.due(this.clock.instant());
		due.ifPresent(this::run);
		return due.isPresent();
	}

	private void run(Instant tick) {
		this.ticks.begin(tick);
		this.next = this.ticks.next();
		ExitCode code = this.runs.run(this.job, tick);
		this.ticks.end(tick, code, this.clock.instant())
			.ifPresent((again) -> logger.info("Job {}: tick {} is tried again at {}", this.job.name(), tick, again));
	}

	/** The next tick of the schedule. */
	Optional<Instant> next() {
		return this.next;
	}

	JobDefinition job() {
		return this.job;
	}

}
