package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.ListedObject;
import org.jspecify.annotations.Nullable;

/** One verification under way. */
final class VerificationPass {

	private final ObjectComparison comparison;

	private final DailySample sample;

	private final LongConsumer progress;

	private final VerificationReport.Collector found = new VerificationReport.Collector();

	private final KeySums sums = new KeySums();

	private final List<ListedObject> unknown = new ArrayList<>();

	private long looked;

	private long archived;

	private long checked;

	VerificationPass(ObjectComparison comparison, DailySample sample, LongConsumer progress) {
		this.comparison = comparison;
		this.sample = sample;
		this.progress = progress;
	}

	VerificationReport verify() {
		compareListed();
		findMissing();
		lookAgainAtUnknown();
		return this.found.report(this.archived, this.checked);
	}

	private void compareListed() {
		try (Stream<ListedObject> listed = this.comparison.store().list()) {
			Concurrently.process(listed.filter((object) -> this.sample.includes(object.key())),
					this.comparison::compare, (results) -> results.forEach(this::take));
		}
	}

	private void take(Comparison result) {
		if (result.inLedger()) {
			this.sums.subtract(result.object().key());
		}
		if (result.isUnknown() && this.unknown.size() < VerificationReport.MOST) {
			this.unknown.add(result.object());
		}
		else {
			add(result.problem());
		}
		this.progress.accept(++this.looked);
	}

	private void add(@Nullable Problem problem) {
		if (problem != null) {
			this.found.add(problem);
		}
	}

	private void findMissing() {
		this.comparison.ledger().all().forEach((log) -> {
			this.archived++;
			if (this.sample.includes(log.key())) {
				this.checked++;
				this.sums.add(log.key());
			}
		});
		if (!this.sums.mayLackAny()) {
			return;
		}
		Stream<ArchivedLog> candidates = this.comparison.ledger()
			.all()
			.filter((log) -> this.sample.includes(log.key()) && this.sums.mayLack(log.key()));
		Concurrently.process(candidates, this.comparison::confirmMissing,
				(results) -> results.forEach((problem) -> add(problem.orElse(null))));
	}

	/**
	 * An object is stored before its row is: who archives meanwhile may have written the
	 * row by now.
	 */
	private void lookAgainAtUnknown() {
		Concurrently.process(this.unknown.stream(), this.comparison::compare,
				(results) -> results.forEach((result) -> add(result.problem())));
	}

}
