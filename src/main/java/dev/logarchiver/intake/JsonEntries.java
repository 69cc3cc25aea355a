package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.intake.ListEntry.Rejected;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * A list in a JSON array, of strings and of objects with {@code worker_id}, or as the
 * platform lists an account's Workers: {@code data.scraper[]} of objects with
 * {@code path} and {@code slug}.
 */
final class JsonEntries implements Entries {

	private static final String PROPERTY = "worker_id";

	/** The platform's own names of a Worker, the better one first. */
	private static final List<String> PLATFORM = List.of("path", "slug");

	private static final String EXPECTED = "not a Worker: expected a string, or an object with the string " + PROPERTY;

	private static final int LONGEST_REASON = 200;

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Lines.LONGEST).build())
		.errorReportConfiguration(ErrorReportConfiguration.builder().maxErrorTokenLength(40).build())
		.build();

	private final JsonParser parser;

	private final String source;

	private final long linesBefore;

	private boolean begun;

	private boolean answer;

	/**
	 * Creates the entries of a file or of a part of it.
	 * @param linesBefore how many lines stand before that part
	 */
	JsonEntries(Reader reader, String source, long linesBefore) {
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), reader);
		this.source = source;
		this.linesBefore = linesBefore;
	}

	@Override
	public @Nullable ListEntry next() throws IOException {
		try {
			begin();
			return read();
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
		catch (JacksonException ex) {
			TokenStreamLocation place = (ex.getLocation() != null) ? ex.getLocation() : this.parser.currentLocation();
			throw new MalformedListException("is not valid JSON: correct line " + place.getLineNr() + ", column "
					+ place.getColumnNr() + " (" + reason(ex) + ")");
		}
	}

	private void begin() throws MalformedListException {
		if (!this.begun) {
			JsonToken token = this.parser.nextToken();
			this.answer = token == JsonToken.START_OBJECT;
			if (token != JsonToken.START_ARRAY && !(this.answer && findWorkers())) {
				throw new MalformedListException(
						"is not a JSON array: expected [\"acme/shop\", {\"" + PROPERTY + "\": \"acme/news\"}]");
			}
		}
		this.begun = true;
	}

	/** Goes to the Workers in an answer of the platform, or in its data. */
	private boolean findWorkers() {
		for (JsonToken token = this.parser.nextToken(); token != null; token = this.parser.nextToken()) {
			boolean data = token == JsonToken.START_OBJECT && "data".equals(this.parser.currentName());
			if (token == JsonToken.START_ARRAY && "scraper".equals(this.parser.currentName())) {
				return true;
			}
			if (!data) {
				this.parser.skipChildren();
			}
		}
		return false;
	}

	private @Nullable ListEntry read() throws MalformedListException {
		JsonToken token = this.parser.nextToken();
		return switch (token) {
			case END_ARRAY -> {
				if (!this.answer && this.parser.nextToken() != null) {
					throw new MalformedListException("is not a JSON array: remove what follows the array in line "
							+ this.parser.currentTokenLocation().getLineNr());
				}
				yield null;
			}
			case START_OBJECT -> object(origin());
			default -> element(token);
		};
	}

	private ListEntry object(Origin start) {
		ListEntry entry = null;
		Map<String, ListEntry> named = new HashMap<>();
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = this.parser.currentName();
			JsonToken value = this.parser.nextToken();
			if (CsvDialect.isColumn(name)) {
				entry = element(value);
			}
			else if (PLATFORM.contains(name) && value == JsonToken.VALUE_STRING) {
				named.put(name, element(value));
			}
			else {
				this.parser.skipChildren();
			}
		}
		return (entry != null) ? entry
				: PLATFORM.stream()
					.flatMap((name) -> Stream.ofNullable(named.get(name)))
					.min(Comparator.comparing(Rejected.class::isInstance))
					.orElseGet(() -> new Rejected("{...}", "no " + PROPERTY, start));
	}

	private ListEntry element(JsonToken token) {
		Origin origin = origin();
		return switch (token) {
			case VALUE_STRING -> new RawEntry(this.parser.getString(), origin).entry();
			case START_OBJECT, START_ARRAY -> {
				this.parser.skipChildren();
				yield new Rejected((token == JsonToken.START_OBJECT) ? "{...}" : "[...]", EXPECTED, origin);
			}
			default -> new Rejected(this.parser.getString(), EXPECTED, origin);
		};
	}

	private Origin origin() {
		return new Origin(this.source, this.linesBefore + this.parser.currentTokenLocation().getLineNr());
	}

	private static String reason(JacksonException problem) {
		return switch (problem) {
			case UnexpectedEndOfInputException _ -> "the file ends too early";
			case StreamConstraintsException _ -> "something in it is too long or nested too deeply";
			default -> Printable.escape(String.valueOf(problem.getOriginalMessage()), LONGEST_REASON);
		};
	}

}
