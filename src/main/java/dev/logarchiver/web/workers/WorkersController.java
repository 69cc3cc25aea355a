package dev.logarchiver.web.workers;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.logarchiver.execution.history.WorkerFreshness.State;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.runs.NewestLogs;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.run.WorkerPattern;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.page.CurrentFreshness;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Pages;
import dev.logarchiver.web.page.Query;
import dev.logarchiver.web.page.Remembered;
import dev.logarchiver.web.page.Section;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * All Workers: those in the newest list of each job, and those of which there are logs.
 */
@Controller
class WorkersController {

	static final List<String> STATES = Stream
		.concat(Stream.of(State.values()).map(State::toString), Stream.of(WorkerRow.NOT_LISTED))
		.toList();

	private static final int SHOWN = 100;

	private final CurrentFreshness freshness;

	private final NewestLogs newest;

	private final Remembered<List<WorkerRow>> workers;

	/** To sort by what their logs have, those of all are read. */
	private final Remembered<List<WorkerRow>> workersWithLogs;

	WorkersController(CurrentFreshness freshness, NewestLogs newest, ServedDatabase database) {
		this.freshness = freshness;
		this.newest = newest;
		this.workers = new Remembered<>(database, this::rows);
		this.workersWithLogs = new Remembered<>(database,
				() -> withLogs(this.workers.get()).stream().map(WorkerRow::light).toList());
	}

	@GetMapping("/workers")
	Page workers(HttpServletRequest request) {
		Query query = Query.of(request);
		String sort = Objects.requireNonNullElse(query.choice("sort", Order.names()), Order.STATE.toString());
		String state = query.choice("state", STATES);
		Predicate<WorkerId> wanted = Objects.requireNonNullElse(query.read("q", WorkersController::wanted),
				(_) -> true);
		List<WorkerRow> sorted = (Order.of(sort).needsLogs() ? this.workersWithLogs : this.workers).get()
			.stream()
			.filter((row) -> wanted.test(row.worker()) && (state == null || row.state().equals(state)))
			.sorted(Order.comparator(sort))
			.toList();
		Pages pages = Pages.of(query, sorted.size(), SHOWN);
		return new Page("workers", "Workers", Section.WORKERS,
				new WorkersPage(query, sort, withLogs(sorted.subList(pages.from(), pages.to())), pages));
	}

	/** A pattern where it has a wildcard, else a part of the ID. */
	private static Predicate<WorkerId> wanted(String parameter) {
		String text = parameter.strip();
		if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
			return WorkerPattern.parse(text)::fits;
		}
		String part = text.replace('/', '~').toLowerCase(Locale.ROOT);
		return (worker) -> worker.value().toLowerCase(Locale.ROOT).contains(part);
	}

	private List<WorkerRow> rows() {
		List<WorkerRow> rows = new ArrayList<>();
		Set<WorkerId> listed = new HashSet<>();
		this.freshness.report().workers().forEach((worker) -> {
			rows.add(new WorkerRow(worker.worker(), worker, null));
			listed.add(worker.worker());
		});
		this.newest.workers()
			.stream()
			.filter((worker) -> !listed.contains(worker))
			.forEach((worker) -> rows.add(new WorkerRow(worker, null, null)));
		return rows;
	}

	private List<WorkerRow> withLogs(List<WorkerRow> rows) {
		Map<WorkerId, ArchivedLog> logs = this.newest.of(rows.stream().map(WorkerRow::worker).toList());
		return rows.stream().map((row) -> row.with(logs.get(row.worker()))).toList();
	}

}
