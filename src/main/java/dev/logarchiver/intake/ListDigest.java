package dev.logarchiver.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 over a list's entries and where each came from, by which the same list is
 * recognised.
 */
public final class ListDigest {

	private final MessageDigest digest;

	private @Nullable String value;

	public ListDigest() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	public void add(ListEntry entry) {
		String line = switch (entry) {
			case Listed listed -> "listed\0" + listed.worker();
			case Rejected rejected -> "rejected\0" + rejected.text() + "\0" + rejected.reason();
		};
		this.digest.update((line + "\0" + entry.origin().source() + "\0" + entry.origin().line() + "\n")
			.getBytes(StandardCharsets.UTF_8));
	}

	/** Ends the digest: nothing can be added any more. */
	public String value() {
		if (this.value == null) {
			this.value = HexFormat.of().formatHex(this.digest.digest());
		}
		return this.value;
	}

}
