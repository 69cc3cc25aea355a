package dev.logarchiver.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of some Workers are kept: those that any of its conditions keeps.
 *
 * @param workers the Workers that it applies to
 * @param statuses how the runs ended that it applies to; all where empty
 * @param within those of this last stretch of time; none for that where null
 * @param last so many of the newest
 * @param daily the newest of each day, for so many days that have any
 * @param weekly likewise of each week
 * @param monthly likewise of each month
 * @param forever all of them
 */
record RetentionRule(WorkerPattern workers, Set<RunStatus> statuses, @Nullable Duration within, int last, int daily,
		int weekly, int monthly, boolean forever) {

	RetentionRule {
		if (within == null && last == 0 && daily == 0 && weekly == 0 && monthly == 0 && !forever) {
			throw new IllegalArgumentException("A retention rule that keeps nothing");
		}
		statuses = Set.copyOf(statuses);
	}

	boolean appliesTo(WorkerId worker) {
		return this.workers.fits(worker);
	}

	boolean appliesTo(RunStatus status) {
		return this.statuses.isEmpty() || this.statuses.contains(status);
	}

	@Override
	public String toString() {
		List<String> keeps = new ArrayList<>();
		if (this.within != null) {
			keeps.add("keep-within " + text(this.within));
		}
		add(keeps, "keep-last", this.last);
		add(keeps, "keep-daily", this.daily);
		add(keeps, "keep-weekly", this.weekly);
		add(keeps, "keep-monthly", this.monthly);
		if (this.forever) {
			keeps.add("keep-forever");
		}
		return scope() + String.join(", ", keeps);
	}

	private static void add(List<String> keeps, String name, int number) {
		if (number > 0) {
			keeps.add(name + " " + number);
		}
	}

	static String text(Duration span) {
		return (span.toDays() > 0 && span.equals(Duration.ofDays(span.toDays()))) ? span.toDays() + "d"
				: span.toString().substring(2).toLowerCase(Locale.ROOT);
	}

	/** What it applies to, before what it keeps; empty where that is everything. */
	String scope() {
		String workers = this.workers.value().equals("*") ? "" : this.workers.value();
		String statuses = this.statuses.stream().map(RunStatus::toString).sorted().collect(Collectors.joining("/"));
		String scope = (workers + " " + statuses).strip();
		return scope.isEmpty() ? "" : scope + ": ";
	}

}
