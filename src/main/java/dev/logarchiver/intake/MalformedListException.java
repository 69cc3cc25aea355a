package dev.logarchiver.intake;

import java.io.IOException;

/**
 * A list isn't in its format. The message goes on after the list's name, and says what to
 * change.
 */
final class MalformedListException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedListException(String message) {
		super(message);
	}

}
