package dev.logarchiver.survey;

import java.util.List;

import dev.logarchiver.archiving.Listing;
import dev.logarchiver.archiving.WorkerResult;
import dev.logarchiver.ledger.DueListing;
import dev.logarchiver.ledger.survey.SurveyedEntry;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a Worker.
 *
 * @param entry the entry of the list
 * @param result what became of its runs
 * @param slug the platform's own name of the Worker; empty when the platform doesn't say,
 * null when nobody asked
 * @param own the Worker's own listing, where it was made too
 */
public record Asked(SurveyedEntry entry, WorkerResult result, @Nullable String slug, @Nullable OwnListing own) {

	/**
	 * A result that a survey has nothing to do with.
	 * @return the same, without what surveys want to know
	 */
	public static Asked plain(SurveyedEntry entry, WorkerResult result) {
		return new Asked(entry, result, null, null);
	}

	/**
	 * The runs of one Worker, as the platform lists them for that Worker alone.
	 *
	 * @param due what was listed
	 * @param months what the platform listed
	 */
	record OwnListing(DueListing due, List<Listing> months) {

		boolean complete() {
			return this.months.stream().allMatch((month) -> month.complete() && month.failure() == null);
		}

	}

}
