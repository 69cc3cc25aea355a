package dev.logarchiver.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.SettingException;

/**
 * How much of what an execution stored is read back.
 *
 * @param part the share of all objects, from 0 for none at all to 1
 */
public record ReadBackShare(double part) {

	private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");

	private static final double HUNDRED = 100;

	public ReadBackShare {
		if (!(part >= 0 && part <= 1)) {
			throw new IllegalArgumentException("Share " + part + ": expected 0 to 1");
		}
	}

	static ReadBackShare parse(String text) {
		Matcher percentage = PERCENTAGE.matcher(text.strip());
		if (!percentage.matches() || Double.parseDouble(percentage.group(1)) > HUNDRED) {
			throw SettingException.ofValue("archiver.store.read-back", text,
					"give a percentage from 0% to 100%, such as 1%");
		}
		return new ReadBackShare(Double.parseDouble(percentage.group(1)) / HUNDRED);
	}

	public boolean isNothing() {
		return this.part == 0;
	}

}
