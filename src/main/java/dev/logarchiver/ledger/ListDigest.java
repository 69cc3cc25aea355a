package dev.logarchiver.ledger;

import java.nio.charset.StandardCharsets;

import dev.logarchiver.intake.ListEntry;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.store.spool.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 over a list's entries and where each came from, by which the same list is
 * recognised.
 */
final class ListDigest {

	private final Sha256 digest = new Sha256();

	private @Nullable String value;

	static String of(WorkerList list) {
		ListDigest digest = new ListDigest();
		list.forEach(digest::add);
		return digest.value();
	}

	void add(ListEntry entry) {
		String line = switch (entry) {
			case Listed listed -> "listed\0" + listed.worker();
			case Rejected rejected -> "rejected\0" + rejected.text() + "\0" + rejected.reason();
		};
		byte[] bytes = (line + "\0" + entry.origin().source() + "\0" + entry.origin().line() + "\n")
			.getBytes(StandardCharsets.UTF_8);
		this.digest.write(bytes, 0, bytes.length);
	}

	/** Ends the digest: nothing can be added any more. */
	String value() {
		if (this.value == null) {
			this.value = this.digest.toHex();
		}
		return this.value;
	}

}
