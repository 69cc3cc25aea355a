package dev.logarchiver.cli.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;

/** A value without quotes in a YAML file, as it is written there. */
final class YamlScalar {

	private static final Pattern WORD = Pattern.compile("[^\\s,\\[\\]{}]+");

	private YamlScalar() {
	}

	/**
	 * Reads what is written at a place.
	 * @param origin the place
	 * @return the text; empty where there is none to be found
	 */
	static Optional<String> at(@Nullable Origin origin) {
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null) {
			return Optional.empty();
		}
		TextResourceOrigin.Location place = text.getLocation();
		if (place == null) {
			return Optional.empty();
		}
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(text.getResource().getInputStream(), StandardCharsets.UTF_8))) {
			Optional<String> line = reader.lines().skip(place.getLine()).findFirst();
			return line.flatMap((written) -> word(written, place.getColumn()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> word(String line, int column) {
		Matcher word = WORD.matcher(line);
		return (column <= line.length() && word.find(column) && word.start() == column) ? Optional.of(word.group())
				: Optional.empty();
	}

}
