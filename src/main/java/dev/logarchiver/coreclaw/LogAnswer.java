package dev.logarchiver.coreclaw;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.logarchiver.network.WebAddress;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a log is to be had.
 *
 * @param url the address of the full text, temporary and not to be trusted; null where
 * the platform gave none
 * @param preview some lines of the log
 * @param requestId the platform's ID of the call
 */
public record LogAnswer(@Nullable URI url, Preview preview, @Nullable String requestId) {

	private static final Pattern NOT_IN_A_ULID = Pattern.compile("[^0-9A-Za-z]+");

	/**
	 * Reads an answer of the API, under its own names.
	 * @param data what the answer is about
	 * @param preview the lines that it showed
	 */
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
		throw new MalformedPayloadException("invalid_url", "all_logs_url is not the URL of a log");
	}

	/**
	 * The run that the URL names: the answer itself names none.
	 * @return the one ULID in the URL's path; empty if there is none, or several
	 */
	public Optional<RunId> runInUrl() {
		if (this.url == null || this.url.getPath() == null) {
			return Optional.empty();
		}
		List<String> ulids = NOT_IN_A_ULID.splitAsStream(this.url.getPath()).filter(RunId::isUlid).distinct().toList();
		return (ulids.size() == 1) ? Optional.of(new RunId(ulids.getFirst())) : Optional.empty();
	}

}
