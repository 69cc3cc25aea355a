package dev.logarchiver.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API shows it; the names in JSON are the same in snake case.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunPayload(String slug, @Nullable String scraperSlug, String scraperTitle, String version, String status,
		int results, String usage, long traffic, String origin, @Nullable Long startedAt, @Nullable Long finishedAt,
		long duration, @Nullable String errMsg) {

	static RunPayload of(SimulatedRun run) {
		Long started = (run.startedAt() != null) ? run.startedAt().getEpochSecond() : null;
		Long finished = (run.finishedAt() != null) ? run.finishedAt().getEpochSecond() : null;
		long duration = (started != null && finished != null) ? finished - started : 0;
		String worker = run.workerId();
		String name = worker.substring(worker.indexOf('~') + 1);
		return new RunPayload(run.slug(), run.scraper(), name.replace('-', ' '), "latest", run.status(), 1, "1.00", 0,
				"openapi", started, finished, duration, run.status().equals("failed") ? "exit code 1" : null);
	}

	RunPayload withScraper(@Nullable String other) {
		return new RunPayload(this.slug, other, this.scraperTitle, this.version, this.status, this.results, this.usage,
				this.traffic, this.origin, this.startedAt, this.finishedAt, this.duration, this.errMsg);
	}

}
