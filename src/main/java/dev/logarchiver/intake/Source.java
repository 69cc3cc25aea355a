package dev.logarchiver.intake;

import java.util.function.Consumer;

/**
 * A part of the list. It can be gone through several times and gives the same entries
 * each time.
 */
sealed interface Source extends AutoCloseable permits NamedWorkers, ListFile {

	void forEach(Consumer<? super ListEntry> consumer);

	/** What it is and which option or setting names it. */
	String description();

	@Override
	default void close() {
		// most hold nothing open
	}

}
