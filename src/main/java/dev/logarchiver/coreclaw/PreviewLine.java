package dev.logarchiver.coreclaw;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Writes an entry of a preview as a line of a log. Entries are strings, or objects with
 * type, group, content and timestamp; whatever else they are is written as JSON.
 */
final class PreviewLine {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
		.disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
		.build();

	private static final Set<String> NAMES = Set.of("timestamp", "type", "group", "content");

	private static final JsonNode MISSING = MissingNode.getInstance();

	private PreviewLine() {
	}

	/**
	 * Writes the entry that a parser stands at.
	 * @param parser stands at the entry's last token then
	 * @param out where the line and its end go
	 */
	static void write(JsonParser parser, OutputStream out) {
		try {
			switch (parser.currentToken()) {
				case START_OBJECT -> out.write(utf8(line(parser)));
				case START_ARRAY -> copy(parser, out);
				default -> out.write(utf8(parser.getString()));
			}
			out.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Piece by piece: an entry may be as large as the whole answer. */
	private static void copy(JsonParser parser, OutputStream out) {
		try (JsonGenerator json = JSON.createGenerator(new FilterOutputStream(out) {

			@Override
			public void write(byte[] bytes, int offset, int length) {
				try {
					this.out.write(bytes, offset, length);
				}
				catch (IOException ex) {
					// else it would count as one of the connection
					throw new UncheckedIOException(ex);
				}
			}

		})) {
			json.copyCurrentStructure(parser);
		}
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String line(JsonParser parser) {
		Map<String, JsonNode> entry = new HashMap<>();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			boolean scalar = parser.nextToken().isScalarValue();
			if (scalar && NAMES.contains(name)) {
				entry.put(name, AnswerParser.scalar(parser));
			}
			else {
				parser.skipChildren();
			}
		}
		List<String> parts = new ArrayList<>();
		long timestamp = entry.getOrDefault("timestamp", MISSING).asLong(0);
		if (timestamp > 0) {
			parts.add(Instant.ofEpochMilli(timestamp).toString());
		}
		switch (entry.getOrDefault("type", MISSING).asInt(0)) {
			case 1 -> parts.add("DEBUG");
			case 2 -> parts.add("INFO");
			case 3 -> parts.add("WARNING");
			case 4 -> parts.add("ERROR");
			default -> {
			}
		}
		String group = Envelope.text(entry.getOrDefault("group", MISSING));
		if (group != null) {
			parts.add("[" + group + "]");
		}
		parts.add(entry.getOrDefault("content", MISSING).asString(""));
		return String.join(" ", parts);
	}

}
