package dev.logarchiver.cli.page;

import dev.logarchiver.audit.ReindexReport;

/** What a reindex did, at a glance. */
public final class ReindexPage {

	private ReindexPage() {
	}

	public static String of(ReindexReport report) {
		StringBuilder page = new StringBuilder();
		page.append(new CountLines().add("Objects", report.objects(), "")
			.add("indexed", report.indexed(), "added to the ledger")
			.add("already", report.already(), "in the ledger")
			.addIfAny("partial", report.partial(), "of the above still going on, checked again by 'run'")
			.addIfAny("leftover", report.leftover(), "partial beside a final object, deleted by the next 'run'")
			.addIfAny("dropped", report.dropped(), "from the ledger: their objects aren't in this store")
			.addIfAny("pruned", report.pruned(), "logs that are not downloaded again")
			.addIfAny("held", report.held(), "holds added to the ledger")
			.add("foreign", report.foreign(), (report.foreign() > 0) ? "not part of this archive, skipped" : "")
			.add("refused", report.refused(), "")
			.addIfAny("recounted", report.recounted(), "logs whose error lines were counted anew")
			.addIfAny("unread", report.unread(), "logs that could not be read for that"));
		if (!report.problems().isEmpty()) {
			Table table = new Table((report.refused() > 0) ? "REFUSED" : "UNREAD", "WHY");
			report.problems().forEach((problem) -> table.row(problem.key(), problem.what()));
			page.append('\n').append(table).append('\n');
		}
		if (!report.foreignKeys().isEmpty()) {
			Table table = new Table("FOREIGN");
			report.foreignKeys().forEach(table::row);
			page.append('\n').append(table);
		}
		return page.toString().stripTrailing();
	}

}
