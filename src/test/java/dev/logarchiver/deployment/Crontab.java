package dev.logarchiver.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A system crontab, read as cron reads it.
 *
 * @param environment what it sets
 * @param entries when it starts what
 */
record Crontab(Map<String, String> environment, List<Entry> entries) {

	private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(.*)");

	private static final Pattern ENTRY = Pattern.compile("((?:[0-9*,/-]+ ){4}[0-9*,/-]+) ([a-z-]+) (.*)");

	static Crontab read(Path file) {
		Map<String, String> environment = new TreeMap<>();
		List<Entry> entries = new ArrayList<>();
		for (String line : Documents.text(file)
			.lines()
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.toList()) {
			Matcher variable = VARIABLE.matcher(line);
			Matcher entry = ENTRY.matcher(line);
			if (variable.matches()) {
				environment.put(variable.group(1), variable.group(2));
			}
			else if (entry.matches() && !line.contains("%")) {
				entries.add(new Entry(entry.group(1), entry.group(2), entry.group(3)));
			}
			else {
				throw new IllegalArgumentException("cron takes this for something else: " + line);
			}
		}
		return new Crontab(environment, entries);
	}

	/**
	 * A line that starts something.
	 *
	 * @param schedule its five fields
	 * @param user as whom it is started
	 * @param command what the shell gets
	 */
	record Entry(String schedule, String user, String command) {
	}

}
