package dev.logarchiver.web.page;

import dev.logarchiver.failure.AdvisedException;
import org.jspecify.annotations.Nullable;

/** What a request asks for can't be: whoever asks has to change it. */
public final class BadRequestException extends AdvisedException {

	private static final long serialVersionUID = 1L;

	public BadRequestException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception.
	 * @param problem what is wrong with which value
	 * @param remedy what to do about it
	 * @param cause what showed it
	 */
	public BadRequestException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, remedy, cause);
	}

}
