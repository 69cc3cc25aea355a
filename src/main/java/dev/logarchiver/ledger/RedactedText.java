package dev.logarchiver.ledger;

import java.util.regex.Pattern;

import dev.logarchiver.store.Redacted;
import org.jspecify.annotations.Nullable;

/**
 * A text that was searched for secrets before it was stored.
 *
 * @param what what was made unreadable
 * @param sourceMac a keyed hash of the text that was downloaded; {@code null} where it
 * isn't known, because the object alone doesn't say it
 */
public record RedactedText(Redacted what, @Nullable String sourceMac) {

	private static final Pattern MAC = Pattern.compile("[0-9a-f]{8}:[0-9a-f]{48}");

	public RedactedText {
		sourceMac = (sourceMac != null && MAC.matcher(sourceMac).matches()) ? sourceMac : null;
	}

}
