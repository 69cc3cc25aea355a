package dev.logarchiver.lines.errors;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.lines.pattern.LinePattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts as an error line.
 *
 * @param pattern the regular expression that matches error lines; they are counted and
 * the first three are kept. When empty, none are searched for. As in Java, optionally
 * with {@code (?i)} in front, but without {@code \b}, look-around and back references. A
 * change applies to logs archived from then on
 */
@ConfigurationProperties("archiver.errors")
public record ErrorProperties(@DefaultValue(ErrorProperties.STANDARD) String pattern) {

	/** What the platform's own clients look for. */
	static final String STANDARD = "Error|raise|Exception|Traceback|BANNED|403|429|CAPTCHA|blocked|forbidden";

	public ErrorProperties {
		// the standard is known to be right, and most commands don't use it
		if (!pattern.equals(STANDARD)) {
			compile(pattern);
		}
	}

	/**
	 * The pattern, ready for use.
	 * @return the pattern; {@code null} when no error lines are looked for
	 */
	public @Nullable LinePattern compiled() {
		return compile(this.pattern);
	}

	private static @Nullable LinePattern compile(String pattern) {
		try {
			return pattern.isBlank() ? null : selective(LinePattern.parse(pattern));
		}
		catch (IllegalArgumentException ex) {
			throw SettingException.ofValue("archiver.errors.pattern", pattern,
					ex.getMessage() + "; give a regular expression such as Error|Exception, or none");
		}
	}

	private static LinePattern selective(LinePattern pattern) {
		if (pattern.matchesAll()) {
			throw new IllegalArgumentException("it matches every line, even an empty one");
		}
		return pattern;
	}

}
