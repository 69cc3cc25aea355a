package dev.logarchiver.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.run.Units;

/**
 * What a message says in a line, and how urgent it is.
 *
 * @param text the line
 * @param urgency how urgent
 */
record Headline(String text, Urgency urgency) {

	static Headline of(Occasion occasion, Changes changes) {
		List<String> parts = new ArrayList<>();
		changes.found(Finding.JobFailed.class).forEach((_) -> parts.add("the job failed"));
		add(parts, changes.found(Finding.Failing.class).size(), changes.first() ? "failing" : "newly failing");
		add(parts, changes.found(Finding.NotArchived.class).size(), "not archived");
		add(parts, changes.found(Finding.Late.class).size(), "late");
		changes.over(Kind.JOB).forEach((_) -> parts.add("the job works again"));
		add(parts, changes.over(Kind.FAILING).size(), "recovered");
		add(parts, changes.over(Kind.NOT_ARCHIVED).size(), "archived again");
		add(parts, changes.over(Kind.LATE).size(), "no longer late");
		if (changes.reminds()) {
			changes.still(Kind.JOB).forEach((_) -> parts.add("the job still fails"));
			add(parts, changes.still(Kind.FAILING).size(), "still failing");
			add(parts, changes.still(Kind.NOT_ARCHIVED).size(), "still not archived");
			add(parts, changes.still(Kind.LATE).size(), "still late");
		}
		return new Headline("log-archiver " + occasion.subject() + ": " + String.join(", ", parts),
				Urgency.of(changes));
	}

	/** The first one says what is counted. */
	private static void add(List<String> parts, int number, String how) {
		if (number > 0) {
			boolean named = parts.stream().anyMatch((part) -> part.contains("Worker"));
			parts.add((named ? String.valueOf(number) : Units.count(number, "Worker")) + " " + how);
		}
	}

	/** How urgent a message is, in the words of Apprise. */
	enum Urgency {

		/** Something works again. */
		SUCCESS,
		/** Something may be wrong, or still is. */
		WARNING,
		/** Something is wrong. */
		FAILURE;

		static Urgency of(Changes changes) {
			if (changes.found().stream().anyMatch((finding) -> !(finding instanceof Finding.Late))) {
				return FAILURE;
			}
			return (changes.found().isEmpty() && !changes.reminds()) ? SUCCESS : WARNING;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
