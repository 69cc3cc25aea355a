package dev.logarchiver.notification;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.notices.Condition.Kind;
import dev.logarchiver.ledger.notices.ToldCondition;
import dev.logarchiver.report.FailingGroup;
import dev.logarchiver.report.FailingWorker;
import dev.logarchiver.run.Units;

/**
 * A message for people. It names few Workers, and fewer where their names are long: what
 * is longer than {@value #LONGEST} characters, chats cut somewhere or refuse.
 *
 * @param occasion what it is about
 * @param changes what there is to tell
 * @param markup how it is written
 */
record NoticeText(Occasion occasion, Changes changes, Markup markup) {

	static final int LONGEST = 3500;

	private static final int[] NAMED = { 10, 5, 2, 1, 0 };

	private static final int LONGEST_LINE = 160;

	/** The text without its title. */
	@Override
	public String toString() {
		String text = "";
		for (int named : NAMED) {
			text = text(named);
			if (text.length() <= LONGEST) {
				return text;
			}
		}
		return text;
	}

	private String text(int named) {
		StringJoiner lines = new StringJoiner("\n");
		this.changes.found(Finding.JobFailed.class)
			.forEach((job) -> lines.add("Exit " + job.exit() + ": " + outside(job.reason())));
		List<FailingGroup> failing = FailingGroup
			.of(this.changes.found(Finding.Failing.class).stream().map(Finding.Failing::worker).toList());
		add(lines, this.changes.first() ? "Failing" : "Newly failing", failing, named, this::failing,
				(group) -> group.workers().size());
		add(lines, "Not archived", this.changes.found(Finding.NotArchived.class), named, this::notArchived);
		add(lines, "Late", this.changes.found(Finding.Late.class), named, this::late);
		add(lines, "Recovered", this.changes.over(Kind.FAILING), named, this::told);
		add(lines, "Archived again", this.changes.over(Kind.NOT_ARCHIVED), named, this::told);
		add(lines, "No longer late", this.changes.over(Kind.LATE), named, this::told);
		if (this.changes.reminds()) {
			add(lines, "Still failing", this.changes.still(Kind.FAILING), named, this::told);
			add(lines, "Still not archived", this.changes.still(Kind.NOT_ARCHIVED), named, this::told);
			add(lines, "Still late", this.changes.still(Kind.LATE), named, this::told);
			this.changes.still(Kind.JOB).forEach((job) -> lines.add("The job fails since " + time(job)));
		}
		else {
			still().ifPresent(lines::add);
		}
		return lines.add(origin()).toString();
	}

	private <T> void add(StringJoiner lines, String title, List<T> items, int named, Function<T, String> line) {
		add(lines, title, items, named, line, (_) -> 1);
	}

	private <T> void add(StringJoiner lines, String title, List<T> items, int named, Function<T, String> line,
			Function<T, Integer> workers) {
		if (!items.isEmpty()) {
			lines.add(this.markup.strong(title + ":"));
			items.stream().limit(named).forEach((item) -> lines.add("• " + line.apply(item)));
			int others = items.stream().skip(named).mapToInt(workers::apply).sum();
			if (others > 0) {
				lines.add((named > 0) ? "and " + others + " more" : Units.count(others, "Worker"));
			}
		}
	}

	private String failing(FailingGroup group) {
		FailingWorker worker = group.first();
		int others = group.workers().size() - 1;
		String error = (worker.error() == null) ? ""
				: ": " + outside(worker.error().text()) + " (line " + worker.error().number() + ")";
		return outside(worker.worker().value()) + ((others > 0) ? " and " + others + " more" : "") + " since "
				+ Units.time(group.since()) + ", run " + outside(worker.failed().log().runId().value()) + error;
	}

	private String notArchived(Finding.NotArchived finding) {
		String request = finding.worker().requestId();
		return outside(finding.worker().worker()) + ": "
				+ outside(finding.worker().code() + ": " + finding.worker().reason())
				+ ((request != null) ? ", request " + outside(request) : "");
	}

	private String late(Finding.Late late) {
		return outside(late.worker().worker().value()) + ": last run " + Units.time(late.worker().newestRun())
				+ ((late.worker().interval() != null) ? ", usually every " + Units.span(late.worker().interval()) : "");
	}

	private String told(ToldCondition told) {
		return outside(told.subject().name())
				+ ((told.subject().kind() == Kind.LATE) ? ", last run before " : " since ") + time(told);
	}

	private static String time(ToldCondition told) {
		return Units.time(told.condition().since());
	}

	private Optional<String> still() {
		StringJoiner still = new StringJoiner(", ", "Still as told before: ", "").setEmptyValue("");
		count(still, Kind.FAILING, "failing");
		count(still, Kind.NOT_ARCHIVED, "not archived");
		count(still, Kind.LATE, "late");
		return Optional.of(still.toString()).filter((text) -> !text.isEmpty());
	}

	private void count(StringJoiner still, Kind kind, String how) {
		int number = this.changes.still(kind).size();
		if (number > 0) {
			still.add(number + " " + how);
		}
	}

	/** Where to read more. */
	private String origin() {
		String tick = (this.occasion.tick() != null) ? "Tick " + Units.time(this.occasion.tick())
				: "At " + Units.time(this.occasion.time());
		return (this.occasion.execution() != null) ? tick + ", execution " + this.occasion.execution()
				+ ": 'log-archiver report' and 'show " + this.occasion.execution() + "' say more." : tick + ".";
	}

	private String outside(String text) {
		return this.markup.outside(Printable.escape(text, LONGEST_LINE));
	}

}
