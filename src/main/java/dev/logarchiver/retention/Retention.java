package dev.logarchiver.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherer;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.RetainedLog;
import dev.logarchiver.ledger.RetainedLogs;

import org.springframework.stereotype.Component;

/** Applies the retention policy to the ledger. */
@Component
public class Retention {

	private final RetentionProperties settings;

	private final RetainedLogs logs;

	Retention(RetentionProperties settings, RetainedLogs logs) {
		this.settings = settings;
		this.logs = logs;
	}

	/** Whether anything is ever let go of. */
	public boolean hasRules() {
		return !this.settings.policy().isEmpty();
	}

	/**
	 * Says of each log what becomes of it, by Worker. Holds the logs of one Worker at a
	 * time in memory.
	 * @param scope what it is about
	 * @param now the time
	 * @throws ConfigurationException if there are no rules
	 */
	public Stream<Decided> decide(PruneScope scope, Instant now) {
		List<RetentionRule> rules = this.settings.policy();
		if (rules.isEmpty() && !scope.superseded()) {
			throw noRules();
		}
		Policy policy = new Policy(rules, scope.superseded(), now);
		return this.logs.all(scope.workers()).gather(byWorker()).map(policy::decide).flatMap(List::stream);
	}

	/**
	 * Expresses the policy as far as a bucket's lifecycle can.
	 * @param prefix what the bucket's keys begin with
	 * @throws ConfigurationException if there are no rules
	 */
	public LifecycleRules lifecycle(String prefix) {
		List<RetentionRule> rules = this.settings.policy();
		if (rules.isEmpty()) {
			throw noRules();
		}
		return LifecycleRules.of(rules, prefix);
	}

	private static ConfigurationException noRules() {
		return new ConfigurationException("There are no retention rules, so every log is kept",
				"set archiver.retention.rules, such as 'keep-within: 90d' (see docs/retention.md)", null);
	}

	/**
	 * Adds up what becomes of the logs.
	 * @param scope what it is about
	 * @param now the time
	 * @throws ConfigurationException if there are no rules
	 */
	public PruneSummary summary(PruneScope scope, Instant now) {
		return PruneSummary.of(decide(scope, now));
	}

	private static Gatherer<RetainedLog, ?, List<RetainedLog>> byWorker() {
		return Gatherer.<RetainedLog, List<RetainedLog>, List<RetainedLog>>ofSequential(ArrayList::new,
				Gatherer.Integrator.ofGreedy((worker, log, downstream) -> {
					boolean goesOn = true;
					if (!worker.isEmpty() && !worker.getFirst().log().worker().equals(log.log().worker())) {
						goesOn = downstream.push(List.copyOf(worker));
						worker.clear();
					}
					worker.add(log);
					return goesOn;
				}), (worker, downstream) -> {
					if (!worker.isEmpty()) {
						downstream.push(List.copyOf(worker));
					}
				});
	}

}
