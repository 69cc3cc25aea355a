package dev.logarchiver.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.logarchiver.cli.schedule.CallbackLoop;
import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.cli.schedule.Scheduler;
import dev.logarchiver.web.callbacks.Hints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The jobs that run beside the pages, until these end. */
final class RunningJobs implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RunningJobs.class);

	/** Each execution bounds its own wait, and some more is left for its report. */
	private static final Duration LONGEST_END = Duration.ofSeconds(5);

	private final JobHost host;

	private final Scheduler scheduler;

	private final List<JobDefinition> jobs;

	private volatile @Nullable CallbackLoop callbacks;

	RunningJobs(List<JobDefinition> jobs, JobHost host, Clock clock) {
		this.jobs = jobs;
		this.host = host;
		this.scheduler = new Scheduler(jobs, host, clock);
	}

	/** Has a signal end them before it ends what serves the pages. */
	void endBefore(ConfigurableApplicationContext pages) {
		pages.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> {
			if (event.getApplicationContext().equals(pages)) {
				close();
			}
		});
	}

	/** Lets pages say when what runs. */
	void showTo(ConfigurableApplicationContext pages) {
		pages.getBeanFactory().registerSingleton("timetable", this.scheduler);
	}

	/**
	 * Starts them.
	 * @param hints the runs that the platform says have ended
	 */
	void start(Hints hints) {
		this.scheduler.start();
		CallbackLoop loop = new CallbackLoop(this.jobs, this.host, hints);
		this.callbacks = loop;
		loop.start();
		this.scheduler.next().forEach((job, tick) -> logger.info("Job {} runs at {}", job, tick));
	}

	@Override
	public void close() {
		if (!this.scheduler.stop()) {
			return;
		}
		logger.info("Stopping: executions finish what they have begun");
		if (this.callbacks != null) {
			this.callbacks.stop();
		}
		this.host.stop();
		this.scheduler.await(LONGEST_END);
	}

}
