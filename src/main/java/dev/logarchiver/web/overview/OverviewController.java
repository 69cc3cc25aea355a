package dev.logarchiver.web.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.execution.history.FreshnessReport;
import dev.logarchiver.execution.Timetable;
import dev.logarchiver.execution.history.Ticks;
import dev.logarchiver.execution.history.Ticks.JobTick;
import dev.logarchiver.execution.history.WorkerFreshness;
import dev.logarchiver.execution.history.WorkerFreshness.State;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.ledger.runs.DailyVolume;
import dev.logarchiver.ledger.runs.DailyVolumes;
import dev.logarchiver.report.FailureReport;
import dev.logarchiver.report.FailureReports;
import dev.logarchiver.report.ReportRequest;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.page.CurrentFreshness;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Remembered;
import dev.logarchiver.web.page.Section;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows first what needs attention. */
@Controller
class OverviewController {

	private static final Duration LATELY = Duration.ofHours(24);

	private static final int DAYS = 30;

	private static final int NEWEST = 10;

	private final CurrentFreshness freshness;

	private final Ticks ticks;

	private final Ledger ledger;

	private final Clock clock;

	private final ObjectProvider<Timetable> timetable;

	private final Remembered<FailureReport> report;

	private final Remembered<List<DailyVolume>> days;

	OverviewController(FailureReports reports, CurrentFreshness freshness, Ticks ticks, Ledger ledger,
			DailyVolumes volumes, ServedDatabase database, Clock clock, ObjectProvider<Timetable> timetable) {
		this.freshness = freshness;
		this.ticks = ticks;
		this.ledger = ledger;
		this.clock = clock;
		this.timetable = timetable;
		this.report = new Remembered<>(database, () -> reports
			.glance(new ReportRequest(List.of(), clock.instant().minus(LATELY), null, false), freshness.report()));
		this.days = new Remembered<>(database, () -> {
			LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
			return volumes.between(today.minusDays(DAYS - 1), today);
		});
	}

	@GetMapping("/")
	Page overview() {
		FreshnessReport fresh = this.freshness.report();
		FailureReport report = this.report.get();
		Set<String> notArchived = report.notArchived().stream().map(FailedWorker::worker).collect(Collectors.toSet());
		List<WorkerFreshness> neverArchived = fresh.workers()
			.stream()
			.filter((worker) -> worker.state() == State.NEVER_ARCHIVED && worker.stale())
			.filter((worker) -> !notArchived.contains(worker.worker().value()))
			.toList();
		return new Page("overview", "Overview", Section.OVERVIEW,
				new OverviewPage(report, neverArchived, fresh.overdue(), ticks(),
						this.ledger.find(LogFilter.ALL, NEWEST), this.days.get(), this.clock.instant()));
	}

	/** Where this process runs jobs, it knows better when the next tick comes. */
	private List<JobTick> ticks() {
		Timetable jobs = this.timetable.getIfAvailable();
		Map<String, Instant> next = (jobs != null) ? jobs.next() : Map.of();
		return this.ticks.last()
			.stream()
			.map((tick) -> new JobTick(tick.last(), next.getOrDefault(tick.last().order().job(), tick.next())))
			.toList();
	}

}
