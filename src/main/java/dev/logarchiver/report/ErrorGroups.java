package dev.logarchiver.report;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.difference.LineMask;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.report.ErrorGroup.Place;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Groups logs by their first error, times, IDs and numbers aside. Memory depends on how
 * many groups and Workers there are, not on how many logs. For one thread.
 */
public final class ErrorGroups {

	/** Logs with yet another error are counted, but not grouped. */
	private static final int MOST = 10_000;

	/** Stands for the errors of which only the number is known. */
	private static final long UNKNOWN = Long.MIN_VALUE;

	private final int most;

	private final LineMask mask = new LineMask();

	private final Map<Long, Group> groups = new HashMap<>();

	private final Map<WorkerId, Integer> workers = new HashMap<>();

	private long others;

	public ErrorGroups() {
		this(MOST);
	}

	ErrorGroups(int most) {
		this.most = most;
	}

	/**
	 * Adds logs.
	 * @param logs those with error lines, newest run first; is read to its end
	 * @return these groups
	 */
	public ErrorGroups add(Stream<ArchivedLog> logs) {
		logs.forEach(this::add);
		return this;
	}

	private void add(ArchivedLog log) {
		ErrorLines errors = log.text().errors();
		LogLine first = (errors == null || errors.first().isEmpty()) ? null : errors.first().getFirst();
		long hash = (first != null) ? this.mask.hash(first) : UNKNOWN;
		Group group = this.groups.get(hash);
		if (group == null) {
			if (this.groups.size() >= this.most) {
				this.others++;
				return;
			}
			group = new Group(new Place(log.worker(), log.runId(), log.runAt()), first);
			this.groups.put(hash, group);
		}
		group.add(log, this.workers.computeIfAbsent(log.worker(), (_) -> this.workers.size()));
	}

	/** The groups, that of most logs first, then that of the newest. */
	public List<ErrorGroup> groups() {
		return this.groups.values()
			.stream()
			.map(Group::toGroup)
			.sorted(Comparator.comparingLong(ErrorGroup::count)
				.thenComparing((group) -> group.last().runAt())
				.reversed())
			.toList();
	}

	/** How many logs are in no group, because there were too many groups. */
	public long others() {
		return this.others;
	}

	/** A group that grows. */
	private static final class Group {

		private final Place last;

		private final @Nullable LogLine error;

		private final BitSet workers = new BitSet();

		private Place first;

		private long count;

		Group(Place last, @Nullable LogLine error) {
			this.last = last;
			this.first = last;
			this.error = error;
		}

		void add(ArchivedLog log, int worker) {
			this.first = new Place(log.worker(), log.runId(), log.runAt());
			this.workers.set(worker);
			this.count++;
		}

		ErrorGroup toGroup() {
			return new ErrorGroup(this.count, this.workers.cardinality(), this.first, this.last,
					(this.error != null) ? this.error.text() : null);
		}

	}

}
