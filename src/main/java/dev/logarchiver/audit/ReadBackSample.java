package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Which of the objects that an execution stored are read back: a sample, at least one.
 */
final class ReadBackSample {

	private final Ledger ledger;

	private final long execution;

	private final DailySample daily;

	private final int mostRemembered;

	private final List<Reference> sample = new ArrayList<>();

	private @Nullable Reference last;

	private boolean overflowed;

	ReadBackSample(Ledger ledger, long execution, DailySample daily, int mostRemembered) {
		this.ledger = ledger;
		this.execution = execution;
		this.daily = daily;
		this.mostRemembered = mostRemembered;
	}

	void add(ArchivedLog log) {
		this.last = new Reference(log.worker(), log.runId(), log.revision());
		if (!this.daily.includes(log.key())) {
			return;
		}
		if (this.sample.size() < this.mostRemembered) {
			this.sample.add(this.last);
		}
		else {
			this.overflowed = true;
		}
	}

	/** The rows of the sample; beyond what is remembered, all rows are read for them. */
	Stream<ArchivedLog> logs() {
		if (this.overflowed) {
			return allLogs().filter((log) -> this.daily.includes(log.key()));
		}
		List<Reference> chosen = (this.sample.isEmpty() && this.last != null) ? List.of(this.last) : this.sample;
		return chosen.stream().flatMap((reference) -> reference.in(this.ledger)).filter(this::isOfExecution);
	}

	/** The rows of all objects that the execution stored. */
	Stream<ArchivedLog> allLogs() {
		return this.ledger.all().filter(this::isOfExecution);
	}

	private boolean isOfExecution(ArchivedLog log) {
		return log.execution() == this.execution;
	}

	/** What leads to a row. */
	private record Reference(WorkerId worker, RunId run, int revision) {

		Stream<ArchivedLog> in(Ledger ledger) {
			return ledger.revisions(this.worker, this.run).stream().filter((log) -> log.revision() == this.revision);
		}

	}

}
