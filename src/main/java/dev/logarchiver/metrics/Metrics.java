package dev.logarchiver.metrics;

import java.time.Clock;

import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.JobPart;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.execution.history.JobHistory;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.runs.EndedRuns;
import dev.logarchiver.network.Network;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Reports to monitoring how an execution ended. None of it fails the execution, and
 * nothing of Micrometer is loaded when there is no destination.
 */
@Component
public class Metrics {

	private static final Log logger = LogFactory.getLog(Metrics.class);

	private static final int LONGEST_REASON = 400;

	private final MetricsProperties settings;

	private final JobHistory history;

	private final Ledger ledger;

	private final EndedRuns runs;

	private final Traffic traffic;

	private final Clock clock;

	private final ObjectProvider<Network> network;

	Metrics(MetricsProperties settings, JobHistory history, Ledger ledger, EndedRuns runs, Traffic traffic, Clock clock,
			ObjectProvider<Network> network) {
		this.settings = settings;
		this.history = history;
		this.ledger = ledger;
		this.runs = runs;
		this.traffic = traffic;
		this.clock = clock;
		this.network = network;
	}

	/**
	 * Publishes an execution that has ended.
	 * @param report the execution
	 * @param exitCode how the process will exit
	 */
	public void publish(ExecutionReport report, int exitCode) {
		if (this.settings.off()) {
			return;
		}
		try {
			// no bean: Spring would load what its methods return, and so Micrometer
			Measurements measurements = new Measurements(this.history, this.ledger, this.runs, this.traffic,
					this.clock);
			new Delivery(this.settings, this.network.getObject()).deliver(measurements.of(report, exitCode));
		}
		catch (RuntimeException ex) {
			logger.warn("The metrics of execution " + report.execution() + " can't be published: "
					+ Printable.escape(String.valueOf(ex.getMessage()), LONGEST_REASON));
		}
	}

	/**
	 * Publishes that no execution could begin, or none whose end is known. Needs nothing
	 * but the settings, as the database may be what is missing.
	 * @param environment the settings
	 * @param command the command that was called
	 * @param job the job's name; nothing is published under one that no job can have
	 * @param shard the shard of its list; null for all of it
	 * @param exitCode how the process will exit
	 */
	public static void publishFailure(Environment environment, String command, String job, @Nullable Shard shard,
			int exitCode) {
		try {
			MetricsProperties settings = Binder.get(environment)
				.bindOrCreate("archiver.metrics", MetricsProperties.class);
			if (!settings.off()) {
				Group group = new Group(command, new JobPart(new JobProperties(job, null, "UTC").name(), shard));
				new Delivery(settings, Network.of(environment))
					.deliver(new Meters(group, false).add(Measure.EXIT_CODE, exitCode)
						.add(Measure.END, Clock.systemUTC().instant()));
			}
		}
		catch (RuntimeException ex) {
			// what ends the process is reported anyway, and matters more
			logger.debug("The metrics can't be published: " + ex.getMessage());
		}
	}

}
