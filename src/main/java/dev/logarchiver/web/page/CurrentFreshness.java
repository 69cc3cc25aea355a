package dev.logarchiver.web.page;

import dev.logarchiver.execution.history.Freshness;
import dev.logarchiver.execution.history.FreshnessReport;
import dev.logarchiver.state.ServedDatabase;

import org.springframework.stereotype.Component;

/** How fresh the archive is, found out once for all pages. */
@Component
public class CurrentFreshness {

	private final Remembered<FreshnessReport> report;

	CurrentFreshness(Freshness freshness, ServedDatabase database) {
		this.report = new Remembered<>(database, freshness::report);
	}

	public FreshnessReport report() {
		return this.report.get();
	}

}
