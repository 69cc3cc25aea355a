package dev.logarchiver.web.callbacks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Pattern;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.Secrets;
import dev.logarchiver.failure.SettingException;

/**
 * What whoever sends a callback has to know. It is in no message, and hidden wherever
 * something else would log it.
 */
final class CallbackSecret {

	private static final int LONGEST = 256;

	/** What stands in a path as it is. */
	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32," + LONGEST + "}");

	private final byte[] value;

	private CallbackSecret(String value) {
		this.value = value.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Reads the secret, without blanks around it.
	 * @throws SettingException if the file can't be read, or holds no such secret
	 */
	static CallbackSecret read(Path file) {
		try (InputStream input = Files.newInputStream(file)) {
			String text = new String(input.readNBytes(2 * LONGEST), StandardCharsets.UTF_8).strip();
			if (!FORM.matcher(text).matches()) {
				throw problem(file, "holds no secret of 32 to " + LONGEST + " letters, digits, '_' or '-'");
			}
			Secrets.keep(text);
			return new CallbackSecret(text);
		}
		catch (IOException ex) {
			throw problem(file, "can't be read (" + FileProblem.describe(ex) + ")");
		}
	}

	private static SettingException problem(Path file, String problem) {
		return new SettingException("archiver.callbacks.secret-file",
				"archiver.callbacks.secret-file '" + file + "' " + problem, "'openssl rand -hex 32' prints a good one");
	}

	/**
	 * Whether a text is the secret; how alike they are doesn't show in the time it takes.
	 */
	boolean is(String text) {
		return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), this.value);
	}

}
