package dev.logarchiver.retention;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What becomes of many logs.
 *
 * @param all all of them
 * @param pruned those that go
 * @param workers the same by Worker; beyond a thousand Workers under the last name
 * @param months the same by the month of the run
 * @param kept how many stay, by the reason
 */
public record PruneSummary(Sum all, Sum pruned, Map<String, Sum> workers, SortedMap<String, Sum> months,
		SortedMap<String, Long> kept) {

	private static final int MOST = 1000;

	private static final String OTHERS = "others";

	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

	static PruneSummary of(Stream<Decided> logs) {
		Sum[] sums = { Sum.NONE, Sum.NONE };
		Map<String, Sum> workers = new LinkedHashMap<>();
		SortedMap<String, Sum> months = new TreeMap<>();
		SortedMap<String, Long> kept = new TreeMap<>();
		logs.forEach((decided) -> {
			Sum log = new Sum(1, decided.log().objectSize());
			sums[0] = sums[0].plus(log);
			if (decided.isPruned()) {
				sums[1] = sums[1].plus(log);
				add(workers, decided.log().worker().value(), log);
				months.merge(MONTH.format(decided.log().runAt()), log, Sum::plus);
			}
			else {
				kept.merge(kind(decided.decision().reason(), kept.size()), 1L, Long::sum);
			}
		});
		return new PruneSummary(sums[0], sums[1], workers, months, kept);
	}

	private static void add(Map<String, Sum> sums, String name, Sum log) {
		boolean known = sums.size() < MOST || sums.containsKey(name);
		sums.merge(known ? name : OTHERS, log, Sum::plus);
	}

	/** Each hold and each lock may have another text. */
	private static String kind(String reason, int known) {
		String kind = reason.startsWith("held:") ? "held" : reason.startsWith("locked until") ? "locked" : reason;
		return (known < MOST) ? kind : OTHERS;
	}

	/** How many logs stay. */
	public long keptLogs() {
		return this.all.logs() - this.pruned.logs();
	}

	/**
	 * Logs.
	 *
	 * @param logs how many
	 * @param bytes the size of their objects
	 */
	public record Sum(long logs, long bytes) {

		static final Sum NONE = new Sum(0, 0);

		Sum plus(Sum other) {
			return new Sum(this.logs + other.logs, this.bytes + other.bytes);
		}

	}

}
