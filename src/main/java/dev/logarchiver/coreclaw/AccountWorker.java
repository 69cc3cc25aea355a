package dev.logarchiver.coreclaw;

import java.util.Comparator;
import java.util.Optional;

import dev.logarchiver.run.WorkerId;

/**
 * A Worker as the account shows it: by its slug it is recognized in runs.
 *
 * @param slug the platform's slug
 * @param path its {@code owner~name}, where that is an ID
 */
public record AccountWorker(String slug, Optional<WorkerId> path) implements Comparable<AccountWorker> {

	private static final Comparator<AccountWorker> ORDER = Comparator.comparing(AccountWorker::slug)
		.thenComparing((worker) -> worker.path().map(WorkerId::value).orElse(""));

	@Override
	public int compareTo(AccountWorker other) {
		return ORDER.compare(this, other);
	}

}
