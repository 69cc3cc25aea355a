package dev.logarchiver.intake;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.WorkerId;

/** What one place in the list says. */
public sealed interface ListEntry {

	/**
	 * Where the entry stands.
	 * @return its source and line
	 */
	Origin origin();

	/**
	 * A Worker. The same one may be listed again.
	 *
	 * @param worker its ID
	 * @param origin where it stands
	 */
	record Listed(WorkerId worker, Origin origin) implements ListEntry {
	}

	/**
	 * Something that is not a Worker ID.
	 *
	 * @param text what stands there, or its beginning; printable, at most 300 characters
	 * @param reason why it can't be used, and what is expected; printable
	 * @param origin where it stands
	 */
	record Rejected(String text, String reason, Origin origin) implements ListEntry {

		private static final int LONGEST_TEXT = 300;

		public Rejected {
			text = Printable.escape(text, LONGEST_TEXT);
			reason = Printable.escape(reason);
		}

	}

}
