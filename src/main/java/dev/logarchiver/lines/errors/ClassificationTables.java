package dev.logarchiver.lines.errors;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.RegExp;

/**
 * Makes the automata of the error lines from their definitions. That takes too long to be
 * done when the program starts, so the build does it.
 */
final class ClassificationTables {

	private static final int SYNTAX = RegExp.COMPLEMENT | RegExp.INTERSECTION | RegExp.AUTOMATON;

	private final Map<String, Automaton> languages = new LinkedHashMap<>();

	private final Map<String, List<Automaton>> alternatives = new LinkedHashMap<>();

	private ClassificationTables() {
	}

	/**
	 * Makes the tables, unless they are those of the definitions already.
	 * @param arguments the file of the definitions, and that of the tables
	 */
	static void main(String[] arguments) throws IOException {
		byte[] definitions = Files.readAllBytes(Path.of(arguments[0]));
		Path tables = Path.of(arguments[1]);
		byte[] digest = digest(definitions);
		if (!Files.exists(tables) || !Arrays.equals(digest, digestOf(Files.newInputStream(tables)))) {
			Files.write(tables,
					new ClassificationTables().make(new String(definitions, StandardCharsets.UTF_8), digest));
		}
	}

	/** What tells one text of the definitions from another. */
	static byte[] digest(byte[] definitions) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(definitions);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The digest of the definitions that tables were made of. */
	static byte[] digestOf(InputStream tables) throws IOException {
		try (InputStream in = new GZIPInputStream(tables)) {
			return in.readNBytes(BuiltinTables.DIGEST);
		}
	}

	private byte[] make(String definitions, byte[] digest) throws IOException {
		for (String line : definitions.lines().toList()) {
			if (!line.isBlank() && !line.startsWith("#")) {
				read(line);
			}
		}
		this.alternatives.keySet().forEach(this::language);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new Deflated(bytes))) {
			out.write(digest);
			for (List<String> names : BuiltinTables.LANGUAGES) {
				table(names, true, out);
			}
			table(LineKind.LANGUAGES, false, out);
		}
		return bytes.toByteArray();
	}

	/** A name may get more alternatives until it is used. */
	private void read(String line) {
		String name = line.substring(0, line.indexOf(' '));
		String expression = line.substring(name.length()).strip();
		this.alternatives.keySet()
			.stream()
			.filter((used) -> expression.contains("<" + used + ">"))
			.forEach(this::language);
		if (this.languages.containsKey(name)) {
			throw new IllegalStateException(name + " is used before: " + line);
		}
		this.alternatives.computeIfAbsent(name, (_) -> new ArrayList<>())
			.add(new RegExp(unescape(expression), SYNTAX).toAutomaton(this.languages, true));
	}

	private Automaton language(String name) {
		return this.languages.computeIfAbsent(name,
				(_) -> new LanguageUnion(List.of(this.alternatives.get(name)), true).automaton());
	}

	private void table(List<String> names, boolean firstFound, DataOutputStream out) throws IOException {
		new LanguageUnion(names.stream().map((name) -> List.of(language(name))).toList(), firstFound).writeTo(out);
	}

	private static String unescape(String expression) {
		StringBuilder written = new StringBuilder();
		for (int i = 0; i < expression.length(); i++) {
			char character = expression.charAt(i);
			char next = (character == '\\') ? expression.charAt(i + 1) : 0;
			switch (next) {
				case 0 -> written.append((character == '"') ? "\\\"" : character);
				case 't' -> written.append('\t');
				case 'x' -> written.append((char) Integer.parseInt(expression.substring(i + 2, i + 4), 16));
				default -> written.append(character).append(next);
			}
			i += (next == 0) ? 0 : (next == 'x') ? 3 : 1;
		}
		return written.toString();
	}

	/** Always the same bytes, and as few as may be. */
	private static final class Deflated extends GZIPOutputStream {

		Deflated(ByteArrayOutputStream bytes) throws IOException {
			super(bytes);
			this.def.setLevel(Deflater.BEST_COMPRESSION);
		}

	}

}
