package dev.logarchiver.coreclaw;

import java.net.URI;

import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads where a log is to be had, under the API's own names.
 */
final class LogPayload {

	private LogPayload() {
	}

	static LogAnswer read(JsonNode data, Preview preview, @Nullable String requestId) throws MalformedPayloadException {
		if (!data.isObject()) {
			throw new MalformedPayloadException("malformed_answer", "the answer has no data");
		}
		LogAnswer answer = new LogAnswer(url(Envelope.text(data.path("all_logs_url"))), preview, requestId);
		return new LogAnswer(answer.url(), preview.of(answer.runInUrl().orElse(null)), requestId);
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
		throw new MalformedPayloadException("invalid_url", "all_logs_url is not the address of a log");
	}

}
