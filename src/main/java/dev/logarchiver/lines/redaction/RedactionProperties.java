package dev.logarchiver.lines.redaction;

import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which secrets are left out of archived logs.
 *
 * @param rules names of built-in rules, such as {@code jwt}, or {@code default} for all
 * but {@code card} and {@code email}; what they find becomes {@code [REDACTED:rule]}
 * before anything is stored. When empty, and without a file of values, logs are archived
 * byte for byte
 * @param valuesFile a file of exact secrets, such as {@code /etc/log-archiver/secrets},
 * one a line, each of 8 characters or more; they are found in base64, URL encoding and
 * JSON too. Only the program's user should be able to read it
 */
@ConfigurationProperties("archiver.redact")
public record RedactionProperties(@DefaultValue List<String> rules, @Nullable Path valuesFile) {

	public RedactionProperties {
		rules = List.copyOf(rules);
		// most commands don't use it
		rules.forEach(RedactionProperties::requireRule);
	}

	private static void requireRule(String name) {
		try {
			BuiltinRule.named(name);
		}
		catch (IllegalArgumentException ex) {
			throw new SettingException("archiver.redact.rules", "archiver.redact.rules: " + ex.getMessage(),
					"give names of rules, or " + Redaction.DEFAULT);
		}
	}

	/**
	 * What is left out, ready for use. Reads the file of values, and warns where others
	 * can read it too: ask once.
	 * @return the redaction; {@code null} if nothing is to be left out
	 * @throws SettingException if the file can't be used
	 */
	public @Nullable Redaction redaction() {
		if (this.rules.isEmpty() && this.valuesFile == null) {
			return null;
		}
		return Redaction.of(this.rules, (this.valuesFile != null) ? file(this.valuesFile).read() : List.of());
	}

	/** Whether other users can read the file of values. */
	public boolean isFileReadByOthers() {
		return this.valuesFile != null && file(this.valuesFile).isReadByOthers();
	}

	private static ValuesFile file(Path path) {
		return new ValuesFile("archiver.redact.values-file", path);
	}

}
