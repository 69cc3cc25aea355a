package dev.logarchiver.retention;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.logarchiver.ledger.Hold;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.ArchiveFiles;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The holds in the store, a file for each, from which a ledger that was lost gets them
 * back.
 *
 * @param files what the program keeps beside the logs
 */
record HoldFiles(ArchiveFiles files) {

	static final String FOLDER = "holds/";

	/** A run's ID has no dot. */
	private static final String ALL = "all.runs";

	private static final String ENDING = ".json";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	void write(Hold hold) {
		Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("worker", hold.worker().value());
		if (hold.run() != null) {
			entries.put("run", hold.run().value());
		}
		entries.put("reason", hold.reason());
		entries.put("held_at", hold.heldAt().toString());
		this.files.write(name(hold.worker(), hold.run()),
				(JSON.writeValueAsString(entries) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	boolean contains(WorkerId worker, @Nullable RunId run) {
		return this.files.read(name(worker, run)).isPresent();
	}

	void delete(WorkerId worker, @Nullable RunId run) {
		this.files.delete(name(worker, run));
	}

	private static String name(WorkerId worker, @Nullable RunId run) {
		return FOLDER + worker + "/" + ((run != null) ? run.value() : ALL) + ENDING;
	}

	/**
	 * Reads a file.
	 * @param name one of those in the folder
	 * @return the hold
	 * @throws IllegalArgumentException if it says nothing usable; the message says why
	 */
	Hold read(String name) {
		byte[] content = this.files.read(name)
			.orElseThrow(() -> new IllegalArgumentException("it was deleted meanwhile"));
		try {
			JsonNode entries = JSON.readTree(content);
			String run = entries.path("run").asString("");
			Hold hold = new Hold(new WorkerId(entries.path("worker").asString("")),
					run.isEmpty() ? null : new RunId(run), entries.path("reason").asString(""),
					Instant.parse(entries.path("held_at").asString("")));
			if (!name(hold.worker(), hold.run()).equals(name)) {
				throw new IllegalArgumentException("it names other logs than its place does");
			}
			return hold;
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("it is not JSON", ex);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("'held_at' is not a time", ex);
		}
	}

}
