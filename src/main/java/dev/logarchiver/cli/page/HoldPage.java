package dev.logarchiver.cli.page;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.Hold;
import dev.logarchiver.retention.HoldReport;
import dev.logarchiver.retention.ReleaseReport;
import dev.logarchiver.run.Units;
import org.jspecify.annotations.Nullable;

/** What is held, and what isn't any more. */
public final class HoldPage {

	private HoldPage() {
	}

	public static String of(HoldReport report) {
		String later = (report.hold().run() == null) ? " and all later ones" : "";
		String held = report.name() + ": " + Units.count(report.logs(), "log") + later
				+ " held in the ledger and the store";
		if (!report.storeHasLegalHolds()) {
			return held + "; the store has no legal holds";
		}
		return (report.logs() > 0) ? held + "; " + Units.count(report.legalHolds(), "object") + " under legal hold"
				: held;
	}

	public static Object json(HoldReport report) {
		Hold hold = report.hold();
		return new HeldJson(hold.worker().value(), (hold.run() != null) ? hold.run().value() : null, hold.reason(),
				hold.heldAt(), report.logs(), report.storeHasLegalHolds() ? report.legalHolds() : null);
	}

	public static String of(ReleaseReport report) {
		String released = report.name() + ": " + Units.count(report.released(), "log")
				+ " released in the store and the ledger";
		String lifted = (report.legalHolds() > 0) ? "; " + Units.count(report.legalHolds(), "legal hold") + " lifted"
				: "";
		String held = (report.held() > 0) ? "; " + Units.count(report.held(), "log") + " still held by another hold"
				: "";
		return released + lifted + held;
	}

	public static Object json(ReleaseReport report) {
		return new ReleasedJson(report.worker().value(), (report.run() != null) ? report.run().value() : null,
				report.released(), report.held(), report.legalHolds());
	}

	public static String of(List<Hold> holds) {
		if (holds.isEmpty()) {
			return "Nothing is held.";
		}
		Table table = new Table("WORKER", "RUN", "HELD AT", "REASON");
		holds.forEach((hold) -> table.row(hold.worker(), (hold.run() != null) ? hold.run() : "all",
				Units.time(hold.heldAt()), hold.reason()));
		return table.toString();
	}

	public static Object json(List<Hold> holds) {
		return holds.stream()
			.map((hold) -> new HeldJson(hold.worker().value(), (hold.run() != null) ? hold.run().value() : null,
					hold.reason(), hold.heldAt(), null, null))
			.toList();
	}

	/** The names are a public interface. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record HeldJson(String worker, @Nullable String run, String reason, Instant heldAt, @Nullable Long logs,
			@Nullable Long legalHolds) {

	}

	/** The names are a public interface. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReleasedJson(String worker, @Nullable String run, long released, long stillHeld, long legalHoldsLifted) {

	}

}
