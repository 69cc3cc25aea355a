package dev.logarchiver.intake;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one list, read one by one in constant memory. Whoever opened the bytes
 * closes them.
 */
interface Entries {

	/**
	 * The next entry.
	 * @return the entry; {@code null} at the end
	 * @throws MalformedListException if the list as a whole isn't in its format
	 * @throws IOException if it can't be read
	 */
	@Nullable ListEntry next() throws IOException;

}
