package dev.logarchiver.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back over the wire.
 *
 * @param status the HTTP status
 * @param headers the headers but the length
 * @param body the body; chunked where its size shows only on writing
 */
record Reply(int status, Map<String, String> headers, Content body) {

	Reply {
		headers = Map.copyOf(headers);
	}

	static Reply of(int status, String contentType, String body) {
		return new Reply(status, Map.of("Content-Type", contentType), Content.of(body));
	}

	static Reply json(int status, String body) {
		return of(status, "application/json; charset=utf-8", body);
	}

	static Reply empty(int status) {
		return new Reply(status, Map.of(), Content.of(""));
	}

	Reply with(String header, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(header, value);
		return new Reply(this.status, more, this.body);
	}

}
