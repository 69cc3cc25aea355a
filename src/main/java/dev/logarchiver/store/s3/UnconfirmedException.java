package dev.logarchiver.store.s3;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

/** A server said that it did something, but not so that it can be believed. */
final class UnconfirmedException extends IOException {

	private static final long serialVersionUID = 1L;

	UnconfirmedException(String message) {
		super(message);
	}

	static boolean isCauseOf(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch(UnconfirmedException.class::isInstance);
	}

}
