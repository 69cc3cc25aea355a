package dev.logarchiver.network;

import javax.net.ssl.SSLException;

/** A connection can't be made secure. The message says why, with host and port. */
final class InsecureConnectionException extends SSLException {

	private static final long serialVersionUID = 1L;

	InsecureConnectionException(String message, SSLException cause) {
		super(message, cause);
	}

}
