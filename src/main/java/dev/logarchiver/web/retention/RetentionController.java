package dev.logarchiver.web.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.retention.Decided;
import dev.logarchiver.retention.PruneScope;
import dev.logarchiver.retention.Retention;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Remembered;
import dev.logarchiver.web.page.Section;
import dev.logarchiver.web.retention.RetentionPage.Plan;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows what is kept from being deleted, and what isn't. */
@Controller
class RetentionController {

	private static final PruneScope ALL = new PruneScope(List.of(), false);

	private final Holds holds;

	/** Reads the whole ledger. */
	private final Remembered<Optional<Plan>> plan;

	RetentionController(Holds holds, Retention retention, ServedDatabase database, Clock clock) {
		this.holds = holds;
		this.plan = new Remembered<>(database,
				() -> retention.hasRules() ? Optional.of(plan(retention, clock.instant())) : Optional.empty());
	}

	private static Plan plan(Retention retention, Instant now) {
		List<ArchivedLog> first = retention.decide(ALL, now)
			.filter(Decided::isPruned)
			.limit(RetentionPage.SHOWN)
			.map(Decided::log)
			.toList();
		return new Plan(retention.summary(ALL, now), first);
	}

	@GetMapping("/retention")
	Page retention() {
		return new Page("retention", "Retention", Section.RETENTION, new RetentionPage(
				this.holds.all().limit(RetentionPage.SHOWN + 1L).toList(), this.plan.get().orElse(null)));
	}

}
