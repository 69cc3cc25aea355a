package dev.logarchiver.web.workers;

import java.util.List;

import dev.logarchiver.execution.history.Decisions;
import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.MissingRun;
import dev.logarchiver.ledger.PendingRuns;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.web.page.NotFoundException;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Query;
import dev.logarchiver.web.page.Section;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One Worker. */
@Controller
class WorkerController {

	private static final int STRIP = 100;

	/** Room for runs that have several revisions. */
	private static final int STRIP_LOGS = 200;

	private static final int LOGS = 50;

	private static final int DECISIONS = 10;

	private final Ledger ledger;

	private final WorkerLists lists;

	private final PendingRuns pending;

	private final Holds holds;

	private final Freshness freshness;

	private final Decisions decisions;

	WorkerController(Ledger ledger, WorkerLists lists, PendingRuns pending, Holds holds, Freshness freshness,
			Decisions decisions) {
		this.ledger = ledger;
		this.lists = lists;
		this.pending = pending;
		this.holds = holds;
		this.freshness = freshness;
		this.decisions = decisions;
	}

	@GetMapping("/workers/{worker}")
	Page worker(@PathVariable WorkerId worker, HttpServletRequest request) {
		Query query = Query.of(request);
		List<MissingRun> missing = this.pending.of(worker);
		ArchivedLog newest = this.ledger.newest(worker, null).orElse(null);
		if (newest == null && missing.isEmpty() && !this.lists.contain(worker)) {
			throw new NotFoundException(
					"There is no Worker '" + worker + "' here: no list has it, and nothing of it is "
							+ "archived. The list of Workers has those that are known.");
		}
		LogFilter filter = new LogFilter(List.of(WorkerPattern.of(worker)), null, null, query.status("status"),
				query.has("errors"));
		List<ArchivedLog> logs = logs(worker, filter, query.read("after", Place::parse));
		WorkerFreshness fresh = this.freshness.of(worker).orElse(null);
		LogFilter all = new LogFilter(List.of(WorkerPattern.of(worker)), null, null, null, false);
		return new Page("worker", worker.value(), Section.WORKERS,
				new WorkerPage(worker, query, fresh, newest, newestEnded(worker, RunStatus.FAILED),
						newestEnded(worker, RunStatus.SUCCEEDED), this.holds.of(worker),
						RunMark.of(this.ledger.find(all, STRIP_LOGS), STRIP), logs.stream().limit(LOGS).toList(),
						logs.size() > LOGS, missing, this.decisions.about(worker, DECISIONS)));
	}

	private @Nullable ArchivedLog newestEnded(WorkerId worker, RunStatus status) {
		return this.ledger.newestEnded(worker, status).orElse(null);
	}

	/** One more than is shown, to see whether there are more. */
	private List<ArchivedLog> logs(WorkerId worker, LogFilter filter, @Nullable Place after) {
		return (after == null) ? this.ledger.find(filter, LOGS + 1)
				: this.ledger.findAfter(filter, last(worker, after), LOGS + 1);
	}

	private ArchivedLog last(WorkerId worker, Place after) {
		return this.ledger.revisions(worker, after.run)
			.stream()
			.filter((log) -> String.valueOf(log.revision()).equals(after.revision))
			.findFirst()
			.orElseThrow(() -> new NotFoundException("Run " + after.run + " of Worker " + worker
					+ " is not archived: without 'after' the list begins with the newest run."));
	}

	/**
	 * The log that the page before ended with.
	 *
	 * @param run its run
	 * @param revision its revision, which is written behind a dot
	 */
	private record Place(RunId run, String revision) {

		static Place parse(String text) {
			int dot = text.indexOf('.');
			return (dot < 0) ? new Place(new RunId(text), "1")
					: new Place(new RunId(text.substring(0, dot)), text.substring(dot + 1));
		}

	}

}
