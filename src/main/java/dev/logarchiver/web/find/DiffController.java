package dev.logarchiver.web.find;

import java.util.List;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.report.LogDifferences;
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

/** What a failed run's log has that a good one's doesn't. */
@Controller
class DiffController {

	private static final int CHOICES = 30;

	private final Ledger ledger;

	private final LogDifferences differences;

	DiffController(Ledger ledger, LogDifferences differences) {
		this.ledger = ledger;
		this.differences = differences;
	}

	@GetMapping("/diff/{worker}")
	Page diff(@PathVariable WorkerId worker, HttpServletRequest request) {
		if (this.ledger.newest(worker, null).isEmpty()) {
			throw new NotFoundException("Nothing of a Worker '" + worker + "' is archived.");
		}
		Query query = Query.of(request);
		ArchivedLog failed = chosen(worker, query.read("failed", RunId::new), RunStatus.FAILED);
		ArchivedLog good = chosen(worker, query.read("good", RunId::new), RunStatus.SUCCEEDED);
		DiffPage page = new DiffPage(worker, choices(worker, RunStatus.FAILED, failed),
				choices(worker, RunStatus.SUCCEEDED, good), failed, good,
				(failed != null && good != null) ? this.differences.between(failed, good) : null);
		return new Page("diff", "Difference of " + worker, Section.WORKERS, page);
	}

	private @Nullable ArchivedLog chosen(WorkerId worker, @Nullable RunId run, RunStatus status) {
		return (run == null) ? this.differences.newest(worker, status).orElse(null) : this.ledger.newest(worker, run)
			.orElseThrow(() -> new NotFoundException("Run '" + run + "' of Worker " + worker + " is not archived."));
	}

	/** The newest runs that ended so, and the one that is chosen. */
	private List<ArchivedLog> choices(WorkerId worker, RunStatus status, @Nullable ArchivedLog chosen) {
		List<ArchivedLog> newest = DiffPage.byRun(
				this.ledger.find(new LogFilter(List.of(WorkerPattern.of(worker)), null, null, status, false), CHOICES));
		return (chosen == null) ? newest : DiffPage.byRun(newest, chosen);
	}

}
