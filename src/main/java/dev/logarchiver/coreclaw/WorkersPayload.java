package dev.logarchiver.coreclaw;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
		JsonNode page = data.path("scraper");
		if (!page.isArray() && !page.isNull()) {
			throw new MalformedPayloadException("malformed_answer", "the answer has no list of Workers");
		}
		List<String> workers = new ArrayList<>();
		for (JsonNode entry : page) {
			workers.add(name(entry));
		}
		return workers;
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
