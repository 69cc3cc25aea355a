package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an answer of the API as it comes, and keeps what the payloads look at: a tree of
 * all that an answer of some megabytes may hold takes many times its size. The entries of
 * a preview become lines at once. For one answer.
 */
final class AnswerParser {

	/** Names are not kept for later answers: a hostile one has a million of them. */
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build())
		.disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
		.build();

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private static final Set<String> ENVELOPE = Set.of("code", "message", "request_id", "details", "data");

	/** What the payloads read; whoever reads more names it here. */
	private static final Set<String> DATA = Set.of("all_logs_url", "list", "scraper", "count", "slug", "scraper_slug",
			"path", "status", "started_at", "finished_at", "created_at");

	/** Ten thousand runs on one page, a hundred times what was asked for. */
	private static final int MOST_NODES = 100_000;

	private static final int LONGEST_TEXT = 64 * 1024;

	private final @Nullable OutputStream preview;

	private int nodes;

	private AnswerParser(@Nullable OutputStream preview) {
		this.preview = preview;
	}

	/**
	 * Reads an answer to its end.
	 * @param body the answer, left open
	 * @param preview where the lines of a preview go; null if {@code list} is none
	 * @return what of it the payloads look at; null if it is not a JSON object, or is one
	 * that holds far too much
	 * @throws IOException if it can't be read to its end
	 */
	static @Nullable JsonNode parse(InputStream body, @Nullable OutputStream preview) throws IOException {
		try (JsonParser parser = JSON.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				body.transferTo(OutputStream.nullOutputStream());
				return null;
			}
			JsonNode root = new AnswerParser(preview).object(parser, ENVELOPE);
			return (parser.nextToken() == null) ? root : null;
		}
		catch (JacksonIOException ex) {
			throw ex.getCause();
		}
		catch (JacksonException ex) {
			// an answer that is cut must be distinguished from one that is not JSON
			body.transferTo(OutputStream.nullOutputStream());
			return null;
		}
	}

	private ObjectNode object(JsonParser parser, @Nullable Set<String> names) {
		ObjectNode object = NODES.objectNode();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (names != null && !names.contains(name)) {
				parser.skipChildren();
			}
			else if (this.preview != null && name.equals("list") && value == JsonToken.START_ARRAY) {
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					PreviewLine.write(parser, this.preview);
				}
			}
			else {
				object.set(name, value(parser, name.equals("details") ? null : DATA));
			}
		}
		return object;
	}

	private JsonNode value(JsonParser parser, @Nullable Set<String> names) {
		if (++this.nodes > MOST_NODES) {
			throw new TooMuch(parser);
		}
		return switch (parser.currentToken()) {
			case START_OBJECT -> object(parser, names);
			case START_ARRAY -> {
				ArrayNode array = NODES.arrayNode();
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					array.add(value(parser, names));
				}
				yield array;
			}
			case VALUE_STRING -> NODES.stringNode(cut(parser.getString()));
			default -> scalar(parser);
		};
	}

	static JsonNode scalar(JsonParser parser) {
		return switch (parser.currentToken()) {
			case VALUE_STRING -> NODES.stringNode(parser.getString());
			case VALUE_NUMBER_INT -> (parser.getNumberType() == NumberType.BIG_INTEGER)
					? NODES.numberNode(parser.getBigIntegerValue()) : NODES.numberNode(parser.getLongValue());
			case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
			case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
			default -> NODES.nullNode();
		};
	}

	private static String cut(String text) {
		return (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) : text;
	}

	private static final class TooMuch extends JacksonException {

		private static final long serialVersionUID = 1L;

		TooMuch(JsonParser parser) {
			super(parser, "more than " + MOST_NODES + " values");
		}

	}

}
