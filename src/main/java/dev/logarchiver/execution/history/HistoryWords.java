package dev.logarchiver.execution.history;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.logarchiver.execution.history.Decisions.Decision;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.ledger.MissingRun;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.run.Units;
import dev.logarchiver.store.Completeness;
import org.jspecify.annotations.Nullable;

/** What is said of a Worker's past, wherever it is. */
public final class HistoryWords {

	private static final int MOST_RUNS = 3;

	private HistoryWords() {
	}

	/** What is archived of a run. */
	public static String of(ArchivedLog log) {
		return "%s%s of %s: %s, %s (%s), archived %s by execution %d as %s".formatted(log.runId(),
				(log.revision() > 1) ? " r" + log.revision() : "", Units.time(log.runAt()), log.run().status(),
				Units.size(log.text().size()), (log.isFinal() ? "final" : "not final: checked again") + preview(log),
				Units.time(log.archivedAt()), log.execution(), log.key());
	}

	private static String preview(ArchivedLog log) {
		return (log.completeness() == Completeness.PREVIEW) ? ", a preview: the platform did not have the full text"
				: "";
	}

	/** What was pruned, when and by which rule. */
	public static String of(PrunedLog pruned) {
		ArchivedLog log = pruned.log();
		return "%s%s of %s: %s, %s, pruned %s by execution %d, rule '%s'%s".formatted(log.runId(),
				(log.revision() > 1) ? " r" + log.revision() : "", Units.time(log.runAt()), log.run().status(),
				Units.size(log.text().size()), Units.time(pruned.prunedAt()), pruned.execution(), pruned.rule(),
				(pruned.deletedAt() == null) ? "; its object is still to be deleted" : "");
	}

	/** What is held, and why. */
	public static String of(Hold hold) {
		return ((hold.run() != null) ? "run " + hold.run() : "all logs") + ", since " + Units.time(hold.heldAt()) + ": "
				+ hold.reason();
	}

	/** Why a run isn't archived. */
	public static String of(MissingRun missing) {
		String state = missing.gone() ? "gone for good" : "pending, retried at the next tick";
		String tried = (missing.triedAt() == null) ? "; not tried yet" : "; tried " + Units.time(missing.triedAt())
				+ ": " + failure(missing.code(), missing.reason(), missing.requestId());
		return missing.pending().run().id() + ": " + state + tried;
	}

	private static String failure(@Nullable String code, @Nullable String reason, @Nullable String requestId) {
		return Printable.escape(code + " " + reason + ((requestId != null) ? " (request " + requestId + ")" : ""));
	}

	/**
	 * What an execution decided.
	 * @param hasArchive whether anything is archived of the Worker
	 */
	public static String of(Decision decision, boolean hasArchive) {
		List<String> words = new ArrayList<>();
		if (!decision.archived().isEmpty()) {
			words.add("archived " + runs(decision.archived()));
		}
		FailedWorker failed = decision.failure();
		if (failed != null) {
			words.add("could not be archived" + ((failed.run() != null) ? ", run " + failed.run() : "") + ": "
					+ failure(failed.code(), failed.reason(), failed.requestId()));
		}
		if (words.isEmpty()) {
			words.add(switch (decision.ending()) {
				case COMPLETED -> nothing(decision, hasArchive);
				case RUNNING -> "not known: it is running, or its process died";
				case FAILED, KEY_REJECTED, STOPPED -> "nothing: it ended before reaching this Worker";
			});
		}
		return String.join("; ", words);
	}

	private static String nothing(Decision decision, boolean hasArchive) {
		if (decision.surveyedAt() != null) {
			return "nothing new in the survey of " + Units.time(decision.surveyedAt());
		}
		return hasArchive ? "nothing new: what the platform listed was already archived" : "the platform showed no run";
	}

	private static String runs(List<ArchivedLog> logs) {
		String runs = logs.stream()
			.limit(MOST_RUNS)
			.map((log) -> log.runId() + (log.isFinal() ? "" : " (partial)"))
			.collect(Collectors.joining(", "));
		return runs + ((logs.size() > MOST_RUNS) ? " and " + (logs.size() - MOST_RUNS) + " more" : "");
	}

}
