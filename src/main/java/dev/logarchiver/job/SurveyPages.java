package dev.logarchiver.job;

import java.util.Collection;
import java.util.List;

import dev.logarchiver.job.WorkerListReader.Pages;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveyedEntry;
import dev.logarchiver.survey.Survey;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a list that an execution asks: all of them where no survey is made, else
 * those that it has not asked yet and that the survey doesn't cover.
 */
class SurveyPages implements Pages<SurveyedEntry> {

	private final WorkerLists lists;

	private final long list;

	private final @Nullable Survey survey;

	private long rejectedAfter;

	SurveyPages(WorkerLists lists, long list, @Nullable Survey survey) {
		this.lists = lists;
		this.list = list;
		this.survey = survey;
	}

	/** What a survey covers differs from one execution to the next. */
	@Override
	public long begin(long position) {
		this.rejectedAfter = position;
		return (this.survey != null) ? 0 : position;
	}

	/** All bad lines have been read. */
	void withoutRejected() {
		this.rejectedAfter = Long.MAX_VALUE;
	}

	@Override
	public List<SurveyedEntry> after(long number, int limit) {
		return (this.survey != null) ? this.survey.entries(this.rejectedAfter, number, limit)
				: plain(this.lists.entries(this.list, number, limit));
	}

	@Override
	public List<SurveyedEntry> numbered(Collection<Long> entries) {
		return (this.survey != null) ? this.survey.entries(entries) : plain(this.lists.entries(this.list, entries));
	}

	private static List<SurveyedEntry> plain(List<ListedWorker> entries) {
		return entries.stream().map((entry) -> new SurveyedEntry(entry, null)).toList();
	}

}
