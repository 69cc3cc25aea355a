package dev.logarchiver.cli.page;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.archiving.Problem;
import dev.logarchiver.archiving.Problem.Kind;
import dev.logarchiver.audit.VerificationReport;
import org.jspecify.annotations.Nullable;

/** A verification as JSON. The names are a public interface. */
public record VerifyJson(long archived, long checked, long wrong, long repaired, long missing, long changed,
		long unreadable, long unknown, long evidence, long foreign, List<Entry> problems, List<Entry> notes) {

	public static VerifyJson of(VerificationReport report) {
		return new VerifyJson(report.archived(), report.checked(), report.wrong(), report.repaired(),
				count(report, Kind.MISSING), count(report, Kind.CHANGED), count(report, Kind.UNREADABLE),
				count(report, Kind.UNKNOWN), count(report, Kind.EVIDENCE), count(report, Kind.FOREIGN),
				entries(report, true), entries(report, false));
	}

	private static long count(VerificationReport report, Kind kind) {
		return report.counts().getOrDefault(kind, 0L);
	}

	private static List<Entry> entries(VerificationReport report, boolean wrong) {
		return report.problems()
			.stream()
			.filter((problem) -> problem.kind().isWrong() == wrong)
			.map((problem) -> new Entry(problem.kind().toString(), problem.key(), problem.what(), repair(problem)))
			.toList();
	}

	private static @Nullable String repair(Problem problem) {
		return (problem.repair() != null) ? problem.repair().toString() : null;
	}

	/** An object. */
	record Entry(String kind, String key, String what,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String repair) {
	}

}
