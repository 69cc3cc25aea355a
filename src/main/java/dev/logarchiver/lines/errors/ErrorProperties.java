package dev.logarchiver.lines.errors;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts as an error line.
 *
 * @param pattern what error lines are; they are counted and the first three are kept.
 * {@code builtin} stands for what a person calls one: a level such as {@code ERROR}, the
 * name of an exception, the HTTP status of a failed request, words such as
 * {@code Failed to}; a trace of several lines counts once. When empty, none are searched
 * for. Anything else is a regular expression that is found in each of them, as in Java,
 * optionally with {@code (?i)} in front, but without {@code \b}, look-around and back
 * references, such as {@code Error|Exception}. A change applies to logs archived from
 * then on; {@code reindex --errors} applies it to the others
 */
@ConfigurationProperties("archiver.errors")
public record ErrorProperties(@DefaultValue(ErrorProperties.BUILTIN) String pattern) {

	static final String BUILTIN = "builtin";

	public ErrorProperties {
		// most commands don't use it
		if (!pattern.equals(BUILTIN)) {
			compile(pattern);
		}
	}

	/**
	 * The pattern, ready for use.
	 * @return the pattern; {@code null} when no error lines are looked for
	 */
	public @Nullable ErrorPattern compiled() {
		return this.pattern.equals(BUILTIN) ? ErrorPattern.builtin() : compile(this.pattern);
	}

	private static @Nullable ErrorPattern compile(String pattern) {
		try {
			return pattern.isBlank() ? null : ErrorPattern.of(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw SettingException.ofValue("archiver.errors.pattern", pattern,
					ex.getMessage() + "; give a regular expression such as Error|Exception, or builtin, or none");
		}
	}

}
