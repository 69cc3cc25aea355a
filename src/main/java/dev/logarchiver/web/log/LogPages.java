package dev.logarchiver.web.log;

import java.util.List;
import java.util.OptionalLong;

import dev.logarchiver.lines.errors.ErrorPattern;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.reading.Lines;
import dev.logarchiver.web.log.LogPage.View;
import dev.logarchiver.web.log.Logs.Found;
import dev.logarchiver.web.page.Ticket;
import dev.logarchiver.web.text.LineView;
import dev.logarchiver.web.text.WindowReader;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Makes the pages of logs. */
@Component
class LogPages {

	/** So many lines are shown above the one that was asked for. */
	private static final int ABOVE = 10;

	private static final int AROUND_ERRORS = 5;

	private static final int MOST_PATTERNS = 16;

	private final @Nullable Sought errors;

	private final Recent<Terms, MatchesSought> patterns = new Recent<>(MOST_PATTERNS);

	LogPages(ErrorProperties errors) {
		ErrorPattern pattern = errors.compiled();
		this.errors = (pattern != null) ? new ErrorsSought(pattern) : null;
	}

	/** Prepares to look for lines. */
	Looking look(KnownLog log, Terms terms, Ticket ticket, Runnable waiter) {
		MatchesSought matches = terms.isGiven() ? this.patterns.get(terms, Terms::sought) : null;
		return new Looking(log, this.errors, matches, ticket, waiter);
	}

	/** Makes a page. */
	LogPage page(Found found, LogRequest request, Ticket ticket) {
		Looking looking = look(found.known(), request.terms(), ticket, Scan.ANYBODY);
		Scan matches = looking.matches();
		if (request.filter() && matches != null) {
			return excerpts(found, request, looking, new Excerpts(found.known(), matches, 0), View.FILTERED);
		}
		Scan errors = looking.errors();
		if (request.fold() && errors != null) {
			return excerpts(found, request, looking, new Excerpts(found.known(), errors, AROUND_ERRORS), View.FOLDED);
		}
		return whole(found, request, looking);
	}

	private LogPage excerpts(Found found, LogRequest request, Looking looking, Excerpts reader, View view) {
		long from = (request.before() > 0) ? reader.pageBefore(request.before()) : Math.max(1, request.from());
		List<Excerpt> excerpts = reader.from(from);
		if (view == View.FOLDED) {
			excerpts = excerpts.stream()
				.map((excerpt) -> new Excerpt(excerpt.skipped(), marked(looking, excerpt.lines())))
				.toList();
		}
		LogLines lines = new LogLines(0, request.terms(), view == View.FOLDED, excerpts);
		return new LogPage(found.log(), found.newest(), found.hold(), found.known().lines(), view, lines, reader.next(),
				looking.hasErrors(), looking.count((_) -> {
				}), null);
	}

	private LogPage whole(Found found, LogRequest request, Looking looking) {
		long all = found.known().lines();
		OptionalLong target = target(request, looking, all);
		long first = (request.from() > 0 && request.to() == null) ? Math.min(request.from(), Math.max(1, all))
				: Math.max(1, target.orElse(Math.max(1, request.line())) - ABOVE);
		LogLines lines = lines(found.known(), new Lines.Span(first, first + LogPage.LINES - 1), request.terms(),
				target.orElse(0), looking);
		return new LogPage(found.log(), found.newest(), found.hold(), all, View.WHOLE, lines, 0, looking.hasErrors(),
				looking.count((_) -> {
				}), message(request, target, all));
	}

	private static OptionalLong target(LogRequest request, Looking looking, long all) {
		Move to = request.to();
		if (to != null) {
			OptionalLong found = looking.find(to, request.line());
			return (found.isPresent() || request.line() == 0) ? found : OptionalLong.of(Math.min(request.line(), all));
		}
		if (request.line() > 0) {
			return OptionalLong.of(Math.min(request.line(), all));
		}
		if (request.from() > 0) {
			return OptionalLong.empty();
		}
		return looking.find(request.terms().isGiven() ? Move.FIRST : Move.FIRST_ERROR, 0);
	}

	private static @Nullable String message(LogRequest request, OptionalLong target, long all) {
		Move to = request.to();
		if (to != null && (target.isEmpty() || target.getAsLong() == request.line())) {
			return "There is no " + (to.isForError() ? "error line " : "line that matches ") + switch (to) {
				case NEXT, NEXT_ERROR -> "after line " + LogPage.number(request.line());
				case PREVIOUS, PREVIOUS_ERROR -> "before line " + LogPage.number(request.line());
				case FIRST, FIRST_ERROR, LAST, LAST_ERROR -> "in this log";
			} + ".";
		}
		return (request.line() > all) ? "This log ends with line " + LogPage.number(all) + "." : null;
	}

	/** Reads lines in a row. */
	LogLines lines(KnownLog log, Lines.Span span, Terms terms, long target, Looking looking) {
		Scan matches = looking.matches();
		LinePattern pattern = (matches != null && matches.sought() instanceof MatchesSought sought) ? sought.pattern()
				: null;
		List<LineView> lines = log.text().read(span, (text) -> new WindowReader(span.first(), pattern).read(text));
		return new LogLines(target, terms, false,
				lines.isEmpty() ? List.of() : List.of(new Excerpt(0, marked(looking, lines))));
	}

	private static List<LineView> marked(Looking looking, List<LineView> lines) {
		LineView[] marked = lines.toArray(LineView[]::new);
		looking.markErrors(marked);
		return List.of(marked);
	}

}
