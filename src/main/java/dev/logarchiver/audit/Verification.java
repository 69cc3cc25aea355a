package dev.logarchiver.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import dev.logarchiver.archiving.Problem;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Compares the store with the ledger, object by object, in constant memory. The sizes
 * come with the listing; only what it lacks or shows otherwise is asked for one by one.
 */
@Component
public class Verification {

	private final Ledger ledger;

	private final StrayPartials partials;

	private final ObjectProvider<LogStore> store;

	private final Ownership ownership;

	private final Clock clock;

	Verification(Ledger ledger, StrayPartials partials, ObjectProvider<LogStore> store, Ownership ownership,
			Clock clock) {
		this.ledger = ledger;
		this.partials = partials;
		this.ownership = ownership;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Checks that each object is there with its size, and that the ledger knows each
	 * object.
	 * @param readData whether to read the contents too and compare their SHA-256
	 * @param part which share of the objects, up to 1; another one each day
	 * @param remedy what to do about an object that is wrong
	 * @param progress told how many objects were looked at so far
	 * @return what was checked and what is wrong
	 * @throws dev.logarchiver.run.ConfigurationException if the store is that of another
	 * archive
	 * @throws dev.logarchiver.run.OutOfReachException if the store can't be used
	 */
	public VerificationReport verify(boolean readData, double part, Remedy remedy, LongConsumer progress) {
		LogStore objects = this.store.getObject();
		objects.check();
		this.ownership.requireSame();
		return new Pass(new ObjectComparison(this.ledger, this.partials, objects, readData, remedy),
				new Share(part, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC)), progress)
			.verify();
	}

	/**
	 * One verification under way.
	 */
	private static final class Pass {

		private final ObjectComparison comparison;

		private final Share share;

		private final LongConsumer progress;

		private final VerificationReport.Collector found = new VerificationReport.Collector();

		private final KeySums sums = new KeySums();

		private final List<ListedObject> unknown = new ArrayList<>();

		private long looked;

		private long archived;

		private long checked;

		Pass(ObjectComparison comparison, Share share, LongConsumer progress) {
			this.comparison = comparison;
			this.share = share;
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
				Concurrently.process(listed.filter((object) -> this.share.includes(object.key())),
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
				if (this.share.includes(log.key())) {
					this.checked++;
					this.sums.add(log.key());
				}
			});
			if (!this.sums.mayLackAny()) {
				return;
			}
			Stream<ArchivedLog> candidates = this.comparison.ledger()
				.all()
				.filter((log) -> this.share.includes(log.key()) && this.sums.mayLack(log.key()));
			Concurrently.process(candidates, this.comparison::confirmMissing,
					(results) -> results.forEach((problem) -> add(problem.orElse(null))));
		}

		/**
		 * An object is stored before its row is: who archives meanwhile may have written
		 * the row by now.
		 */
		private void lookAgainAtUnknown() {
			Concurrently.process(this.unknown.stream(), this.comparison::compare,
					(results) -> results.forEach((result) -> add(result.problem())));
		}

	}

}
