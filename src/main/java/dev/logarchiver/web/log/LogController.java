package dev.logarchiver.web.log;

import java.time.Duration;

import dev.logarchiver.reading.Lines;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.web.log.Logs.Found;
import dev.logarchiver.web.page.ErrorPage;
import dev.logarchiver.web.page.LogLink;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.PageRenderer;
import dev.logarchiver.web.page.Section;
import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.text.LinePart;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a log, and lines for a page that is there already. */
@Controller
class LogController {

	private static final int UNAVAILABLE = 503;

	/** So long it may take to find out which lines match and have errors. */
	private static final Duration MOMENT = Duration.ofSeconds(30);

	private final Logs logs;

	private final LogPages pages;

	private final LogSearches searches;

	private final PageRenderer renderer;

	LogController(Logs logs, LogPages pages, LogSearches searches, PageRenderer renderer) {
		this.logs = logs;
		this.pages = pages;
		this.searches = searches;
		this.renderer = renderer;
	}

	@GetMapping({ "/logs/{worker}/{run}", "/logs/{worker}/{run}/{revision:r[1-9][0-9]{0,8}}" })
	Page log(@PathVariable WorkerId worker, @PathVariable RunId run,
			@PathVariable(required = false) @Nullable String revision, HttpServletRequest request) {
		LogRequest wanted = LogRequest.of(request);
		return this.logs.read(worker, run, revision, (found) -> page(found, wanted, request));
	}

	private Page page(Found found, LogRequest wanted, HttpServletRequest request) {
		String title = found.log().worker() + " " + found.log().runId();
		if (wanted.offset() > 0 && wanted.line() > 0) {
			LinePart part = found.known()
				.text()
				.read(new Lines.Span(wanted.line(), wanted.line()),
						(text) -> LinePart.read(text, wanted.line(), wanted.offset()));
			return new Page("logpart", title, Section.WORKERS, new LinePartPage(LogLink.of(found.log()), part));
		}
		try (Ticket ticket = this.searches.begin(wanted.terms(), request)) {
			return new Page("log", title, Section.WORKERS, this.pages.page(found, wanted, ticket));
		}
	}

	@GetMapping({ "/logs/{worker}/{run}/lines", "/logs/{worker}/{run}/{revision:r[1-9][0-9]{0,8}}/lines" })
	ResponseEntity<byte[]> lines(@PathVariable WorkerId worker, @PathVariable RunId run,
			@PathVariable(required = false) @Nullable String revision, HttpServletRequest request) {
		Terms terms = LogRequest.terms(request);
		long first = Math.max(1, LogRequest.number(request, "from"));
		long last = Math.clamp(LogRequest.number(request, "to"), first, first + LogPage.LINES - 1);
		LogLines lines = this.logs.read(worker, run, revision,
				(found) -> this.pages.lines(found.known(), new Lines.Span(first, last), terms, 0,
						this.pages.look(found.known(), terms, new Ticket(MOMENT), Scan.ANYBODY)));
		return ResponseEntity.ok()
			.header("Content-Type", "text/html; charset=utf-8")
			.body(this.renderer.fragment("loglines", lines));
	}

	@ExceptionHandler
	Page stopped(StoppedException problem) {
		return new Page("error", "Stopped", null, new ErrorPage("The search was stopped: " + problem.getMessage() + ".",
				"archiver.web.search-timeout says how long it may take; 'search' on the command line has no limit"),
				UNAVAILABLE);
	}

}
