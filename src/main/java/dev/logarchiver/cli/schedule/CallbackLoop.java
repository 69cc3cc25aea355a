package dev.logarchiver.cli.schedule;

import java.time.Duration;
import java.util.List;

import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.run.RunId;
import dev.logarchiver.web.callbacks.Hints;

/**
 * Has the runs archived that callbacks name, in a thread of its own: by the first job
 * whose list has their Workers. While another process has the database they wait; what
 * fails otherwise is left to the ticks.
 */
public final class CallbackLoop {

	/** Those that come soon after the first one are archived with it. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final List<JobDefinition> jobs;

	private final JobRuns runs;

	private final Hints hints;

	private final Thread thread = Thread.ofPlatform().name("callbacks").daemon().unstarted(this::run);

	/**
	 * A loop, which is still to be started.
	 * @param jobs the jobs
	 * @param runs runs them
	 * @param hints what callbacks say
	 */
	public CallbackLoop(List<JobDefinition> jobs, JobRuns runs, Hints hints) {
		this.jobs = jobs;
		this.runs = runs;
		this.hints = hints;
	}

	public void start() {
		this.hints.open();
		this.thread.start();
	}

	/** Has nothing new begin. Nobody waits for what was begun. */
	public void stop() {
		this.hints.close();
	}

	private void run() {
		try {
			for (List<RunId> named = this.hints.await(PAUSE); !named.isEmpty(); named = this.hints.await(PAUSE)) {
				archive(new Announced(named, this.hints));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void archive(Announced announced) {
		boolean busy = false;
		for (JobDefinition job : this.jobs) {
			if (!announced.isSettled()) {
				busy |= this.runs.inTurn(job, () -> this.runs.archive(job, announced)) == ExitCode.BUSY;
			}
		}
		if (busy) {
			announced.putBack();
		}
		else {
			announced.end();
		}
	}

}
