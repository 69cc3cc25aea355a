package dev.logarchiver.web.overview;

import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.LogFilter;
import dev.logarchiver.web.page.Page;
import dev.logarchiver.web.page.Section;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The overview. */
@Controller
class OverviewController {

	private final Ledger ledger;

	OverviewController(Ledger ledger) {
		this.ledger = ledger;
	}

	@GetMapping("/")
	Page overview() {
		return new Page("overview", "Overview", Section.OVERVIEW,
				new OverviewPage(this.ledger.find(LogFilter.ALL, 10)));
	}

}
