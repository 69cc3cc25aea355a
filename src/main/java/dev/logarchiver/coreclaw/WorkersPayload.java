package dev.logarchiver.coreclaw;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.run.WorkerId;
import tools.jackson.databind.JsonNode;

/** Reads a page of the account's Workers, under the API's own names. */
final class WorkersPayload {

	private WorkersPayload() {
	}

	/**
	 * Reads a page.
	 * @return for each Worker its path, else its slug; where neither is a Worker ID, what
	 * stands there instead
	 */
	static List<String> read(JsonNode data) throws MalformedPayloadException {
		return entries(data).map(WorkersPayload::name).toList();
	}

	/**
	 * Reads a page for the slugs.
	 * @return for each Worker its slug, empty where it has none, and its path
	 */
	static List<AccountWorker> slugs(JsonNode data) throws MalformedPayloadException {
		return entries(data).map((entry) -> {
			String slug = RunPayload.scraper(entry.path("slug"));
			return new AccountWorker((slug != null) ? slug : "",
					Optional.ofNullable(Envelope.text(entry.path("path")))
						.filter(WorkerId::isWorkerId)
						.map(WorkerId::parse));
		}).toList();
	}

	private static Stream<JsonNode> entries(JsonNode data) throws MalformedPayloadException {
		JsonNode page = data.path("scraper");
		if (!page.isArray() && !page.isNull()) {
			throw new MalformedPayloadException("malformed_answer", "the answer has no list of Workers");
		}
		return page.valueStream();
	}

	private static String name(JsonNode entry) {
		List<String> names = Stream.of(entry.path("path"), entry.path("slug"))
			.map(Envelope::text)
			.filter(Objects::nonNull)
			.toList();
		return names.stream()
			.filter(WorkerId::isWorkerId)
			.map((name) -> WorkerId.parse(name).value())
			.findFirst()
			.orElseGet(() -> names.isEmpty() ? entry.toString() : names.getFirst());
	}

}
