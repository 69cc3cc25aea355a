package dev.logarchiver.web.callbacks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the platform tells of a run. Nothing but its ID is used: everything else is asked.
 *
 * @param run the run
 * @param status its state
 */
record Callback(RunId run, RunStatus status) {

	/** Many times what the platform sends. */
	static final int LONGEST = 16 * 1024;

	/**
	 * Reads a callback.
	 * @param body the request's body, at most {@link #LONGEST} bytes
	 * @return the callback; empty if it is none
	 */
	static Optional<Callback> parse(byte[] body) {
		try {
			JsonNode callback = JsonMapper.shared().readTree(body);
			return Optional.of(new Callback(new RunId(callback.path("run_slug").stringValue("")),
					RunStatus.parse(callback.path("run_status").asString(""))));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether it says, or may say, that the run is over: of one that is going on, another
	 * callback follows.
	 */
	boolean mayHaveEnded() {
		return this.status.ended() || this.status == RunStatus.UNKNOWN;
	}

	/** The body of a request; one byte more than the longest where it is too long. */
	static byte[] read(InputStream body) throws IOException {
		return body.readNBytes(LONGEST + 1);
	}

}
