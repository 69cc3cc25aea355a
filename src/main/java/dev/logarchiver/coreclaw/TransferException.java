package dev.logarchiver.coreclaw;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An attempt to download failed; the next one may succeed.
 */
final class TransferException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final String reason;

	private final @Nullable Duration retryAfter;

	TransferException(String code, String reason) {
		this(code, reason, null);
	}

	TransferException(String code, String reason, @Nullable Duration retryAfter) {
		super(code + ": " + reason, null, false, false);
		this.code = code;
		this.reason = reason;
		this.retryAfter = retryAfter;
	}

	/**
	 * How long the storage asks to wait.
	 */
	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Whether the storage had too many requests.
	 */
	boolean isRefusal() {
		return this.retryAfter != null || this.code.equals("http_429") || this.code.equals("http_503");
	}

	/**
	 * The same failure where there is no next attempt.
	 */
	DownloadException asFinal() {
		return DownloadException.failed(this.code, this.reason);
	}

}
