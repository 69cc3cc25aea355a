package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for lists, page by page.
 *
 * @param clock tells how late it is as long as the platform hasn't
 */
record ListingCalls(ApiCalls calls, Clock clock) {

	/** The states that a listing can be filtered by; others, it refuses. */
	private static final Set<RunStatus> FILTERS = EnumSet.of(RunStatus.READY, RunStatus.RUNNING, RunStatus.SUCCEEDED,
			RunStatus.FAILED, RunStatus.ABORTING);

	private static final String RUNS = CoreClawClient.API + "/worker-runs?";

	/**
	 * Lists the runs of a Worker.
	 * @param slug gives the platform's own name of the Worker; null if it has none
	 */
	ListedRuns ofWorker(WorkerId worker, ListingWindow window, @Nullable RunStatus status,
			Supplier<@Nullable String> slug) {
		String filter = (status != null && FILTERS.contains(status)) ? "&status=" + status : "";
		String path = RUNS + "worker_id=" + CoreClawClient.encode(worker.value()) + filter + "&" + pagesOf(window);
		RunPages pages = new RunPages((page) -> this.calls.get(path + page).as(RunPages.Page::read, path + page));
		ListedRuns listed = pages.owners().ofOne(pages.read(), worker, slug);
		return (status != null) ? listed.only(status) : listed;
	}

	AccountRuns ofAccount(Instant from, int mostPages) {
		return new AccountListing(this::accountPage, mostPages).since(from,
				this.calls.time().orElseGet(this.clock::instant));
	}

	AccountRuns ofAccount(ListingWindow window, int mostPages) {
		return new AccountListing(this::accountPage, mostPages).of(window);
	}

	private AccountPage accountPage(ListingWindow window, int number) {
		String path = RUNS + pagesOf(window) + number;
		Envelope answer = this.calls.get(path);
		return answer.as((data) -> AccountPage.read(data, answer.date()), path);
	}

	private static String pagesOf(ListingWindow window) {
		return window.query() + "&limit=" + RunPages.LIMIT + "&offset=";
	}

	List<String> workers() {
		return new WorkerListing<>((page) -> workers(page, WorkersPayload::read)).read();
	}

	List<AccountWorker> accountWorkers() {
		return new WorkerListing<>((page) -> workers(page, WorkersPayload::slugs)).read()
			.stream()
			.filter((worker) -> !worker.slug().isEmpty())
			.toList();
	}

	private <T> List<T> workers(int page, Envelope.Payload<List<T>> payload) {
		String path = CoreClawClient.API + "/workers?offset=" + page + "&limit=" + WorkerListing.PAGE;
		return this.calls.get(path).as(payload, path);
	}

}
