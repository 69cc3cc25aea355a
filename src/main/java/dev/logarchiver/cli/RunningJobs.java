package dev.logarchiver.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.cli.schedule.Scheduler;
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

	RunningJobs(List<JobDefinition> jobs, JobHost host, Clock clock) {
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

	void start() {
		this.scheduler.start();
		this.scheduler.next().forEach((job, tick) -> logger.info("Job {} runs at {}", job, tick));
	}

	@Override
	public void close() {
		this.scheduler.stop();
		this.host.stop();
		this.scheduler.await(LONGEST_END);
	}

}
