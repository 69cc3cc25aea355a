package dev.logarchiver.coreclaw;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads where a log is to be had, under the API's own names. The preview's entries are
 * strings, or objects with type, group, content and timestamp.
 */
final class LogPayload {

	private LogPayload() {
	}

	/**
	 * Reads the answer.
	 * @param data the answer's data
	 * @param requestId the platform's ID of the call
	 * @return where the log is
	 * @throws MalformedPayloadException if the URL is none
	 */
	static LogAnswer read(JsonNode data, @Nullable String requestId) throws MalformedPayloadException {
		if (!data.isObject()) {
			throw new MalformedPayloadException("malformed_answer", "the answer has no data");
		}
		List<String> preview = new ArrayList<>();
		for (JsonNode entry : data.path("list")) {
			preview.add(line(entry));
		}
		return new LogAnswer(url(Envelope.text(data.path("all_logs_url"))), preview, requestId);
	}

	private static @Nullable URI url(@Nullable String text) throws MalformedPayloadException {
		if (text == null) {
			return null;
		}
		try {
			URI url = WebAddress.parse(text);
			if (WebAddress.host(url) != null) {
				return url;
			}
		}
		catch (IllegalArgumentException ex) {
			// said below, without the text: it may hold a signature
		}
		throw new MalformedPayloadException("invalid_url", "all_logs_url is no address of a log");
	}

	private static String line(JsonNode entry) {
		if (!entry.isObject()) {
			return entry.isString() ? entry.asString() : entry.toString();
		}
		List<String> parts = new ArrayList<>();
		long timestamp = entry.path("timestamp").asLong(0);
		if (timestamp > 0) {
			parts.add(Instant.ofEpochMilli(timestamp).toString());
		}
		String level = switch (entry.path("type").asInt(0)) {
			case 1 -> "DEBUG";
			case 2 -> "INFO";
			case 3 -> "WARNING";
			case 4 -> "ERROR";
			default -> null;
		};
		if (level != null) {
			parts.add(level);
		}
		String group = Envelope.text(entry.path("group"));
		if (group != null) {
			parts.add("[" + group + "]");
		}
		parts.add(entry.path("content").asString(""));
		return String.join(" ", parts);
	}

}
