package dev.logarchiver.lines.redaction;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Which secrets are looked for: those of rules, and exact values. Safe for use by many
 * threads.
 */
public final class Redaction {

	/** All rules that aren't to be named one by one. */
	public static final String DEFAULT = "default";

	/** Changes whenever a rule finds something else than before. */
	private static final String VERSION = "1";

	/** So that a value can't be guessed by its digest, not even slowly. */
	private static final int ITERATIONS = 100_000;

	private static final int DIGEST_BITS = 256;

	private final boolean empty;

	private final SecretSearch search;

	private final String digest;

	private Redaction(Set<BuiltinRule> rules, Set<String> values) {
		List<Clue> clues = new ArrayList<>();
		values.forEach((value) -> clues.addAll(ExactValue.clues(value)));
		rules.forEach((rule) -> clues.addAll(rule.clues()));
		this.empty = clues.isEmpty();
		this.search = new SecretSearch(clues);
		this.digest = digest(rules, values);
	}

	/**
	 * Chooses what is looked for.
	 * @param ruleNames names of rules, or {@value #DEFAULT} for all that are on by
	 * default
	 * @param values exact values, which are looked for in other forms too
	 * @return the redaction
	 * @throws IllegalArgumentException if there is no such rule, or a value is too short
	 * or too long; the message doesn't hold the value
	 */
	public static Redaction of(Collection<String> ruleNames, List<String> values) {
		Set<BuiltinRule> rules = EnumSet.noneOf(BuiltinRule.class);
		ruleNames.forEach((name) -> rules.addAll(BuiltinRule.named(name)));
		values.forEach(ExactValue::requireUsable);
		return new Redaction(rules, values.stream().map(String::strip).collect(Collectors.toCollection(TreeSet::new)));
	}

	/** Whether nothing is looked for. */
	public boolean isEmpty() {
		return this.empty;
	}

	/**
	 * Tells these rules and values from others. A change of the rules themselves changes
	 * it, too. It takes a tenth of a second to try a value.
	 * @return 64 hexadecimal digits
	 */
	public String digest() {
		return this.digest;
	}

	/**
	 * Begins a log.
	 * @param text receives the text without secrets; stays open
	 */
	public Redactor redactor(OutputStream text) {
		return new Redactor(this.search, text);
	}

	/**
	 * Begins a log of which nothing is changed.
	 * @param reader is told of each rule that finds something in a line
	 */
	public SecretFinder finder(SecretFinder.Reader reader) {
		return new SecretFinder(this.search, reader);
	}

	private static String digest(Set<BuiltinRule> rules, Set<String> values) {
		String names = rules.stream().map(BuiltinRule::label).collect(Collectors.joining(","));
		try {
			PBEKeySpec key = new PBEKeySpec((VERSION + "\n" + names + "\n" + String.join("\n", values)).toCharArray(),
					"log-archiver redaction".getBytes(StandardCharsets.US_ASCII), values.isEmpty() ? 1 : ITERATIONS,
					DIGEST_BITS);
			return HexFormat.of()
				.formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
