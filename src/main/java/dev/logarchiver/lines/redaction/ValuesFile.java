package dev.logarchiver.lines.redaction;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.failure.SettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A file of secrets, one a line, as UTF-8. No message holds anything of them.
 *
 * @param setting the setting that names it
 * @param path the file
 */
record ValuesFile(String setting, Path path) {

	private static final Log logger = LogFactory.getLog(ValuesFile.class);

	private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---r--r--");

	/** The automaton that finds them is in memory. */
	private static final int MOST = 1000;

	/**
	 * Reads the secrets, and warns where others can do so too.
	 * @return the secrets, without blanks around them
	 * @throws SettingException if there is none, or one that can't be looked for
	 */
	List<String> read() {
		List<String> lines = lines();
		List<String> values = new ArrayList<>();
		for (int i = 0; i < lines.size(); i++) {
			String value = lines.get(i).strip();
			if (!value.isEmpty()) {
				requireUsable(value, i + 1);
				values.add(value);
			}
		}
		if (values.isEmpty() || values.size() > MOST) {
			throw problem("has " + values.size() + " values", "give 1 to " + MOST + " secrets, one a line");
		}
		warnOfReaders();
		return values;
	}

	private List<String> lines() {
		try {
			return Files.readAllLines(this.path);
		}
		catch (CharacterCodingException ex) {
			throw problem("is not UTF-8", "give one secret a line as UTF-8");
		}
		catch (IOException ex) {
			throw problem("can't be read (" + FileProblem.describe(ex) + ")", "give a file with one secret a line");
		}
	}

	private void requireUsable(String value, int line) {
		try {
			ExactValue.requireUsable(value);
		}
		catch (IllegalArgumentException ex) {
			throw problem("has in line " + line + " a value of " + ex.getMessage(), "take it out of the file");
		}
	}

	private SettingException problem(String problem, String remedy) {
		return new SettingException(this.setting, this.setting + " '" + this.path + "' " + problem, remedy);
	}

	private void warnOfReaders() {
		if (isReadByOthers()) {
			logger.warn("Others can read " + this.setting + " '" + this.path + "': chmod 600 keeps its secrets");
		}
	}

	/** Whether it shows its secrets to other users, as far as one can see. */
	boolean isReadByOthers() {
		try {
			PosixFileAttributeView view = Files.getFileAttributeView(this.path, PosixFileAttributeView.class);
			return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
		}
		catch (IOException ex) {
			logger.debug("The permissions of " + this.path + " can't be read", ex);
			return false;
		}
	}

}
