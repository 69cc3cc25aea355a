package dev.logarchiver.simulation;

import java.util.List;

/**
 * The platform refuses a call.
 */
final class PlatformException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Reply reply;

	PlatformException(PlatformError error) {
		super(error.message());
		this.reply = Envelope.error(error).reply(error.status());
	}

	PlatformException(PlatformError error, String message) {
		super(message);
		this.reply = Envelope.error(error.code(), message, List.of()).reply(error.status());
	}

	Reply reply() {
		return this.reply;
	}

}
