package dev.logarchiver.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.logarchiver.archiving.Problem;

/**
 * What a verification found.
 *
 * @param archived how many logs the ledger has
 * @param checked how many of them were checked
 * @param counts how many objects have which problem
 * @param wrong how many problems somebody has to see to
 * @param problems the first {@value #MOST} of each kind
 */
public record VerificationReport(long archived, long checked, Map<Problem.Kind, Long> counts, long wrong,
		List<Problem> problems) {

	static final int MOST = 1000;

	/**
	 * How many problems were repaired.
	 * @return the number of those that are not wrong any more
	 */
	public long repaired() {
		return this.counts.entrySet()
			.stream()
			.filter((count) -> count.getKey().isWrong())
			.mapToLong(Map.Entry::getValue)
			.sum() - this.wrong;
	}

	/** Collects problems, in constant memory. */
	static final class Collector {

		private final Map<Problem.Kind, Long> counts = new EnumMap<>(Problem.Kind.class);

		private final List<Problem> problems = new ArrayList<>();

		private long wrong;

		void add(Problem problem) {
			long count = this.counts.merge(problem.kind(), 1L, Long::sum);
			this.wrong += problem.isWrong() ? 1 : 0;
			if (count <= MOST) {
				this.problems.add(problem);
			}
		}

		VerificationReport report(long archived, long checked) {
			return new VerificationReport(archived, checked, Map.copyOf(this.counts), this.wrong,
					this.problems.stream().sorted(Comparator.comparing(Problem::key)).toList());
		}

	}

}
