package dev.logarchiver.lines.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.logarchiver.documentation.MadePart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class BuiltinRuleTests {

	private static final Map<BuiltinRule, List<String>> VECTORS = vectors();

	@Test
	void areOnThePageOnSecurity() throws IOException {
		new MadePart("SECURITY.md", "redaction rules").assertIs(Arrays.stream(BuiltinRule.values())
			.map((rule) -> "| `%s` | %s | %s |\n".formatted(rule.label(), rule.finds(),
					rule.byDefault() ? "yes" : "no"))
			.collect(Collectors.joining()));
	}

	@ParameterizedTest
	@EnumSource
	void hasVectors(BuiltinRule rule) {
		assertThat(VECTORS.get(rule)).filteredOn((vector) -> vector.startsWith("+")).hasSizeGreaterThanOrEqualTo(6);
		assertThat(VECTORS.get(rule)).filteredOn((vector) -> vector.startsWith("-")).hasSizeGreaterThanOrEqualTo(6);
	}

	@ParameterizedTest
	@EnumSource
	void findsWhatItMust(BuiltinRule rule) throws IOException {
		for (String vector : vectors(rule, '+')) {
			String text = vector.replaceAll("[«»]", "");
			String expected = vector.replaceAll("«[^»]*»", "[REDACTED:" + rule.label() + "]");
			for (String around : List.of("%s", "%s\n", "%s\r\n", "2026-11-29T10:00:00Z INFO %s\nnext\n", "\n%s\n\n")) {
				assertThat(redacted(rule.label(), around.formatted(text))).isEqualTo(around.formatted(expected));
			}
			assertThat(redacted(rule.label(), expected)).as("once more").isEqualTo(expected);
			assertThat(redacted("default", redacted(rule.label(), text)))
				.satisfies((once) -> assertThat(redacted("default", once)).as("all rules").isEqualTo(once));
			assertEachSplit(rule.label(), text);
		}
	}

	@ParameterizedTest
	@EnumSource
	void findsNothingElse(BuiltinRule rule) throws IOException {
		for (String text : vectors(rule, '-')) {
			assertThat(redacted(rule.label(), text)).isEqualTo(text);
			assertThat(redacted(rule.label(), "INFO " + text + "\r\n")).isEqualTo("INFO " + text + "\r\n");
		}
	}

	private static void assertEachSplit(String rule, String text) throws IOException {
		String whole = redacted(rule, text);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 1; i < bytes.length; i++) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			Redactor redactor = Redaction.of(List.of(rule), List.of()).redactor(out);
			redactor.write(bytes, 0, i);
			redactor.write(bytes, i, bytes.length - i);
			redactor.finish();
			assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(whole);
		}
	}

	private static String redacted(String rule, String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Redactor redactor = Redaction.of(List.of(rule), List.of()).redactor(out);
		redactor.write(text.getBytes(StandardCharsets.UTF_8));
		redactor.finish();
		return out.toString(StandardCharsets.UTF_8);
	}

	private static List<String> vectors(BuiltinRule rule, char sign) {
		return VECTORS.getOrDefault(rule, List.of())
			.stream()
			.filter((vector) -> vector.charAt(0) == sign)
			.map((vector) -> vector.substring(2).replace("~", "").replace('␛', '\u001b').replace("␍", ""))
			.toList();
	}

	private static Map<BuiltinRule, List<String>> vectors() {
		Map<BuiltinRule, List<String>> vectors = new EnumMap<>(BuiltinRule.class);
		List<String> current = new ArrayList<>();
		try (InputStream in = Objects.requireNonNull(BuiltinRuleTests.class.getResourceAsStream("vectors.txt"))) {
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				if (line.startsWith("## ")) {
					current = new ArrayList<>();
					vectors.put(Arrays.stream(BuiltinRule.values())
						.filter((rule) -> rule.label().equals(line.substring(3)))
						.findFirst()
						.orElseThrow(), current);
				}
				else if (line.startsWith("+ ") || line.startsWith("- ")) {
					current.add(line);
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return vectors;
	}

}
