package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.PruneCounts;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.retention.Decided;
import dev.logarchiver.retention.MaxDelete;
import dev.logarchiver.retention.PruneScope;
import dev.logarchiver.retention.PruneSummary;
import dev.logarchiver.retention.PruneSummary.Sum;
import dev.logarchiver.retention.Retention;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** What a prune would do. */
public final class PrunePage {

	/** So many rows of a table say enough to a person; JSON has all. */
	private static final int SHOWN = 20;

	private final Retention retention;

	private final PruneScope scope;

	private final Instant now;

	private final PruneSummary plan;

	private final @Nullable String problem;

	public PrunePage(Retention retention, PruneScope scope, Instant now, MaxDelete maxDelete) {
		this.retention = retention;
		this.scope = scope;
		this.now = now;
		this.plan = retention.summary(scope, now);
		this.problem = maxDelete.problem(this.plan).orElse(null);
	}

	/** The decision on each log, too. */
	public Object json() {
		return new PlanJson("DRY_RUN", this.plan.pruned().logs(), this.plan.keptLogs(), this.plan.pruned().bytes(),
				this.problem != null, this.problem, this.plan.workers(), this.plan.months(), this.plan.kept(),
				() -> this.retention.decide(this.scope, this.now).map(DecisionJson::of).iterator());
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("Dry run: nothing was deleted. Of %s, a prune would delete %d (%s).%n"
			.formatted(Units.count(this.plan.all().logs(), "archived log"), this.plan.pruned().logs(),
					Units.size(this.plan.pruned().bytes())));
		if (this.problem != null) {
			text.append("It would refuse: %s.%n".formatted(this.problem));
		}
		if (this.plan.pruned().logs() > 0) {
			text.append('\n').append(sums("WORKER", this.plan.workers()));
			text.append('\n').append(sums("MONTH", this.plan.months()));
			text.append('\n').append(logs());
		}
		if (!this.plan.kept().isEmpty()) {
			Table kept = new Table("STAYS", "LOGS");
			this.plan.kept().forEach(kept::row);
			text.append('\n').append(kept);
		}
		return text.toString().stripTrailing();
	}

	private static String sums(String name, Map<String, Sum> sums) {
		Table table = new Table(name, "LOGS", "SIZE");
		sums.entrySet()
			.stream()
			.limit(SHOWN)
			.forEach((sum) -> table.row(sum.getKey(), sum.getValue().logs(), Units.size(sum.getValue().bytes())));
		return table + more(sums.size());
	}

	private String logs() {
		Table table = new Table("GOES", "RUN", "RUN AT", "STATUS", "SIZE", "RULE");
		List<Decided> first = this.retention.decide(this.scope, this.now)
			.filter(Decided::isPruned)
			.limit(SHOWN)
			.toList();
		for (Decided decided : first) {
			ArchivedLog log = decided.log();
			table.row(log.worker(), log.runId() + ((log.revision() > 1) ? " r" + log.revision() : ""),
					Units.time(log.runAt()), log.run().status(), Units.size(log.objectSize()),
					decided.decision().reason());
		}
		return table + more(this.plan.pruned().logs());
	}

	private static String more(long rows) {
		return (rows > SHOWN) ? "%n... and %d more: --json has all%n".formatted(rows - SHOWN) : "\n";
	}

	record PlanJson(String status, long pruned, long kept, long bytes, boolean refused, @Nullable String problem,
			Map<String, Sum> workers, Map<String, Sum> months, Map<String, Long> reasons, Iterable<DecisionJson> logs) {
	}

	/**
	 * What became of a prune, with each log: which rule let go of it, or why it is still
	 * there.
	 * @param report the execution
	 * @param gone what it let go of
	 * @param left what the policy says of what is there
	 */
	public static Object json(ExecutionReport report, Supplier<Stream<PrunedLog>> gone,
			Supplier<Stream<Decided>> left) {
		PruneCounts counts = Objects.requireNonNull(report.pruned());
		return PruneJson.of(report, counts, report.failures())
			.with(() -> Stream.concat(gone.get().map(DecisionJson::of), left.get().map(DecisionJson::left)).iterator());
	}

	record DecisionJson(String worker, String run, int revision, String status, Instant runAt, long objectSize,
			String key, String decision, String reason) {

		static DecisionJson of(Decided decided) {
			return of(decided.log(), decided.isPruned(), decided.decision().reason());
		}

		static DecisionJson of(PrunedLog pruned) {
			return of(pruned.log(), true, pruned.rule());
		}

		/** Of a log that is there after a prune. */
		static DecisionJson left(Decided decided) {
			return of(decided.log(), false,
					decided.isPruned() ? "not deleted by this execution" : decided.decision().reason());
		}

		private static DecisionJson of(ArchivedLog log, boolean pruned, String reason) {
			return new DecisionJson(log.worker().value(), log.runId().value(), log.revision(),
					log.run().status().toString(), log.runAt(), log.objectSize(), log.key(), pruned ? "pruned" : "kept",
					reason);
		}

	}

}
