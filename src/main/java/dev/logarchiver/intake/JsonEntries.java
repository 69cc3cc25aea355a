package dev.logarchiver.intake;

import java.io.IOException;
import java.io.Reader;

import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.run.Printable;
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
 * A list in a JSON array, of strings and of objects with {@code worker_id}.
 */
final class JsonEntries implements Entries {

	private static final String PROPERTY = "worker_id";

	private static final String EXPECTED = "not a Worker: expected a string, or an object with the string " + PROPERTY;

	private static final int LONGEST_REASON = 200;

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Lines.LONGEST).build())
		.errorReportConfiguration(ErrorReportConfiguration.builder().maxErrorTokenLength(40).build())
		.build();

	private final JsonParser parser;

	private final String source;

	private boolean begun;

	JsonEntries(Reader reader, String source) {
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), reader);
		this.source = source;
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
			throw new MalformedListException("is no valid JSON: correct line " + place.getLineNr() + ", column "
					+ place.getColumnNr() + " (" + reason(ex) + ")");
		}
	}

	private void begin() throws MalformedListException {
		if (!this.begun && this.parser.nextToken() != JsonToken.START_ARRAY) {
			throw new MalformedListException(
					"is no JSON array: expected [\"acme/shop\", {\"" + PROPERTY + "\": \"acme/news\"}]");
		}
		this.begun = true;
	}

	private @Nullable ListEntry read() throws MalformedListException {
		JsonToken token = this.parser.nextToken();
		return switch (token) {
			case END_ARRAY -> end();
			case START_OBJECT -> object(origin());
			default -> element(token);
		};
	}

	private @Nullable ListEntry end() throws MalformedListException {
		if (this.parser.nextToken() != null) {
			throw new MalformedListException("is no JSON array: remove what follows the array in line "
					+ this.parser.currentTokenLocation().getLineNr());
		}
		return null;
	}

	private ListEntry object(Origin start) {
		ListEntry entry = new Rejected("{...}", "no " + PROPERTY, start);
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			boolean wanted = PROPERTY.equals(this.parser.currentName());
			JsonToken value = this.parser.nextToken();
			if (wanted) {
				entry = element(value);
			}
			else {
				this.parser.skipChildren();
			}
		}
		return entry;
	}

	private ListEntry element(JsonToken token) {
		Origin origin = origin();
		return switch (token) {
			case VALUE_STRING -> new Candidate(this.parser.getString(), origin).entry();
			case START_OBJECT -> skipped("{...}", origin);
			case START_ARRAY -> skipped("[...]", origin);
			default -> new Rejected(this.parser.getString(), EXPECTED, origin);
		};
	}

	private Rejected skipped(String text, Origin origin) {
		this.parser.skipChildren();
		return new Rejected(text, EXPECTED, origin);
	}

	private Origin origin() {
		return new Origin(this.source, this.parser.currentTokenLocation().getLineNr());
	}

	private static String reason(JacksonException problem) {
		return switch (problem) {
			case UnexpectedEndOfInputException _ -> "the file ends too early";
			case StreamConstraintsException _ -> "something in it is too long or nested too deeply";
			default -> Printable.escape(String.valueOf(problem.getOriginalMessage()), LONGEST_REASON);
		};
	}

}
