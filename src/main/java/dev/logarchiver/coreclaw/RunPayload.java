package dev.logarchiver.coreclaw;

import java.time.Instant;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a run's detail, under the API's own names. */
final class RunPayload {

	/** The year 2200: later seconds are milliseconds, or nonsense. */
	private static final long LATEST = 7_258_118_400L;

	/** As long as the longest ID of a Worker. */
	private static final int LONGEST_SCRAPER = 257;

	private RunPayload() {
	}

	static Run read(JsonNode data) throws MalformedPayloadException {
		String slug = Envelope.text(data.path("slug"));
		if (slug == null) {
			throw new MalformedPayloadException("malformed_answer", "the answer has no slug of a run");
		}
		try {
			String status = Envelope.text(data.path("status"));
			return new Run(new RunId(slug), (status != null) ? RunStatus.parse(status) : RunStatus.UNKNOWN,
					time(data.path("started_at")), time(data.path("finished_at")), scraper(data.path("scraper_slug")));
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedPayloadException("invalid_run_id", String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Reads the slug of a Worker.
	 * @return the slug; null if there is none, or none that can be one
	 */
	static @Nullable String scraper(JsonNode node) {
		String slug = Envelope.text(node);
		return (slug != null && slug.length() <= LONGEST_SCRAPER && slug.codePoints().allMatch(RunPayload::isText))
				? slug : null;
	}

	/**
	 * Anything but control characters, and halves of characters, which change on storing.
	 */
	private static boolean isText(int character) {
		return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
	}

	private static @Nullable Instant time(JsonNode node) {
		long seconds = node.asLong(0);
		return (seconds > 0 && seconds < LATEST) ? Instant.ofEpochSecond(seconds) : null;
	}

}
