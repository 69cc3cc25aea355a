package dev.logarchiver.web.find;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.report.FailureReports;
import dev.logarchiver.report.ReportRequest;
import dev.logarchiver.web.page.BadRequestException;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Query;
import dev.logarchiver.web.page.Section;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What failed. */
@Controller
class ReportController {

	private static final Duration USUAL = Duration.ofHours(24);

	private final FailureReports reports;

	private final Clock clock;

	ReportController(FailureReports reports, Clock clock) {
		this.reports = reports;
		this.clock = clock;
	}

	@GetMapping("/report")
	Page report(HttpServletRequest request) {
		Query query = Query.of(request);
		Instant now = this.clock.instant();
		Instant since = query.time("since", now);
		since = (since != null) ? since : now.minus(USUAL);
		Instant until = query.time("until", now);
		if (until != null && !since.isBefore(until)) {
			throw new BadRequestException("since: '" + Printable.escape(query.text("since"))
					+ "' is not before until, which is '" + Printable.escape(query.text("until")) + "'",
					"give an earlier time", null);
		}
		return new Page("report", "Report", Section.REPORT, new ReportPage(query,
				this.reports.report(new ReportRequest(query.workers("worker"), since, until, query.has("all")))));
	}

}
