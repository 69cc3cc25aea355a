package dev.logarchiver.web.executions;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.execution.ExecutionFilter;
import dev.logarchiver.execution.ExecutionFilter.State;
import dev.logarchiver.execution.ExecutionReport;
import dev.logarchiver.execution.Executions;
import dev.logarchiver.execution.SharedTicks;
import dev.logarchiver.web.page.NotFoundException;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Query;
import dev.logarchiver.web.page.Section;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the jobs did. */
@Controller
class ExecutionsController {

	private static final int SHOWN = 50;

	private final Executions executions;

	private final SharedTicks ticks;

	private final Clock clock;

	ExecutionsController(Executions executions, SharedTicks ticks, Clock clock) {
		this.executions = executions;
		this.ticks = ticks;
		this.clock = clock;
	}

	@GetMapping("/executions")
	Page executions(HttpServletRequest request) {
		Query query = Query.of(request);
		Instant now = this.clock.instant();
		ExecutionFilter filter = new ExecutionFilter(query.name("job"), query.choice("status", List.of(State.values())),
				query.time("since", now), query.time("until", now));
		List<ExecutionReport> found = this.executions.find(filter,
				query.number("before", Long.MAX_VALUE, Long.MAX_VALUE), SHOWN + 1);
		List<ExecutionReport> shown = found.stream().limit(SHOWN).toList();
		String older = (found.size() > SHOWN) ? query.with("before", shown.getLast().execution()).toString() : null;
		return new Page("executions", "Executions", Section.EXECUTIONS,
				new ExecutionsPage(query, query.has("status") ? shown : this.ticks.addUp(shown),
						List.copyOf(this.executions.jobs()), older, now));
	}

	@GetMapping("/executions/{execution}")
	Page execution(@PathVariable long execution, HttpServletRequest request) {
		ExecutionReport report = this.executions.find(execution)
			.orElseThrow(() -> new NotFoundException(
					"There is no execution " + execution + ". The list of executions has those that are known."));
		return new Page("execution", "Execution " + execution, Section.EXECUTIONS,
				ExecutionPage.of(report, this.ticks.of(report).orElse(null), this.executions.lastOfTick(execution),
						Query.of(request), this.clock.instant()));
	}

}
