package dev.logarchiver.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Where somebody without this program finds the text of a log. */
public sealed interface LogLink {

	/**
	 * A URL that anybody who has it can open for a while: a secret, which is for its user
	 * alone.
	 *
	 * @param url the URL
	 * @param expiresAt when it ends, as far as that is known
	 * @param warning why it may end, or does end, before the time that was asked for;
	 * {@code null} if it doesn't
	 */
	record Url(URI url, Instant expiresAt, @Nullable String warning) implements LogLink {

		/** Says when it ends, not what it is. */
		@Override
		public String toString() {
			return "a URL until " + this.expiresAt;
		}

	}

	/**
	 * A file of this machine.
	 *
	 * @param path its absolute path
	 */
	record File(Path path) implements LogLink {

	}

}
