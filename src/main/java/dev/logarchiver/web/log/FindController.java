package dev.logarchiver.web.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;

import dev.logarchiver.failure.AdvisedException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.web.page.Ticket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Finds lines for a page that is there already: a JSON object a line, as soon as it is
 * known. One names the line; where something is searched for, those behind it tell how
 * many there are. Empty ones show that somebody still waits.
 */
@Controller
class FindController {

	private final Logs logs;

	private final LogPages pages;

	private final LogSearches searches;

	FindController(Logs logs, LogPages pages, LogSearches searches) {
		this.logs = logs;
		this.pages = pages;
		this.searches = searches;
	}

	@GetMapping({ "/logs/{worker}/{run}/find", "/logs/{worker}/{run}/{revision:r[1-9][0-9]{0,8}}/find" })
	void find(@PathVariable WorkerId worker, @PathVariable RunId run,
			@PathVariable(required = false) @Nullable String revision, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		LogRequest wanted = LogRequest.of(request);
		KnownLog log = this.logs.find(worker, run, revision).known();
		response.setContentType("application/x-ndjson; charset=utf-8");
		OutputStream answer = response.getOutputStream();
		try (Ticket ticket = this.searches.begin(wanted.terms(), request)) {
			find(log, wanted, ticket, answer);
		}
		catch (AdvisedException ex) {
			end(answer, ex.problem());
		}
		catch (StoppedException | StoreException ex) {
			end(answer, String.valueOf(ex.getMessage()));
		}
	}

	private void find(KnownLog log, LogRequest request, Ticket ticket, OutputStream answer) {
		Looking looking = this.pages.look(log, request.terms(), ticket, () -> write(answer, Map.of()));
		Move to = (request.to() != null) ? request.to() : Move.NEXT;
		OptionalLong found = looking.find(to, request.line());
		write(answer, Map.of("line", found.orElse(0)));
		if (request.terms().isGiven()) {
			Matches matches = looking.count(
					(line) -> write(answer, Map.of("count", looking.counted(), "read", (double) line / log.lines())));
			String stopped = matches.stopped();
			write(answer, (stopped != null) ? Map.of("count", matches.count(), "problem", stopped) : Map.of("count",
					matches.count(), "rank", found.isPresent() ? looking.rank(found.getAsLong()) + 1 : 0));
		}
	}

	private static void end(OutputStream answer, String problem) {
		try {
			write(answer, Map.of("problem", problem));
		}
		catch (StoppedException ex) {
			// it is told to nobody
		}
	}

	/** Who doesn't wait any longer ends the search. */
	private static void write(OutputStream answer, Map<String, ?> object) {
		try {
			answer.write((JsonMapper.shared().writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8));
			answer.flush();
		}
		catch (IOException ex) {
			throw new StoppedException("nobody waits for it");
		}
	}

}
