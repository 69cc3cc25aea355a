package dev.logarchiver.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a line of a list of what was pruned. Whatever wrote it, and whatever it lacks
 * that isn't needed.
 */
final class ListedPrune {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private ListedPrune() {
	}

	/**
	 * Reads a line.
	 * @throws IllegalArgumentException if it names no log that was pruned; the message
	 * says why
	 */
	static PrunedLog parse(String line) {
		try {
			return read(JSON.readTree(line));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is not JSON", ex);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("it lacks a time, or has a bad one", ex);
		}
	}

	private static PrunedLog read(JsonNode line) {
		ObjectKey key = ObjectKey.parse(text(line, "key"))
			.filter((parsed) -> !parsed.partial() && parsed.worker().equals(new WorkerId(text(line, "worker")))
					&& parsed.run().equals(new RunId(text(line, "run")))
					&& parsed.revision() == line.path("revision").asInt(0))
			.orElseThrow(() -> new IllegalArgumentException("'key' is not that of such a log"));
		Instant archivedAt = Instant.parse(text(line, "archived_at"));
		Instant started = Objects.requireNonNullElseGet(time(line, "started_at"),
				() -> Objects.requireNonNullElse(time(line, "run_at"), archivedAt));
		Run run = new Run(key.run(), RunStatus.parse(text(line, "run_status")), started, time(line, "finished_at"));
		Completeness completeness = Completeness
			.valueOf(line.path("completeness").asString("full").toUpperCase(Locale.ROOT));
		TextDigest text = new TextDigest(line.path("size").asLong(-1), text(line, "sha256"), null, null);
		ArchivedLog log = new ArchivedLog(key.worker(), run, key.revision(), key.value(), true, completeness, text,
				line.path("object_size").asLong(0), null, archivedAt, line.path("archived_by").asLong(0), null, null);
		return new PrunedLog(log, text(line, "rule"), Instant.parse(text(line, "pruned_at")),
				line.path("execution").asLong(0), null);
	}

	private static String text(JsonNode line, String name) {
		return line.path(name).asString("");
	}

	private static @Nullable Instant time(JsonNode line, String name) {
		String time = text(line, name);
		return time.isEmpty() ? null : Instant.parse(time);
	}

}
