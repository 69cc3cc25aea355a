package dev.logarchiver.coreclaw.download;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** An attempt to download failed; the next one may succeed. */
final class TransferException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final String reason;

	private final @Nullable Duration retryAfter;

	private final boolean gone;

	TransferException(String code, String reason) {
		this(code, reason, null);
	}

	TransferException(String code, String reason, @Nullable Duration retryAfter) {
		this(code, reason, retryAfter, false);
	}

	private TransferException(String code, String reason, @Nullable Duration retryAfter, boolean gone) {
		super(code + ": " + reason, null, false, false);
		this.gone = gone;
		this.code = code;
		this.reason = reason;
		this.retryAfter = retryAfter;
	}

	/** A failure that, where no attempt helps, shows that the address is dead. */
	static TransferException goneInTheEnd(String code, String reason) {
		return new TransferException(code, reason, null, true);
	}

	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	boolean isRefusal() {
		return this.retryAfter != null || this.code.equals("http_429") || this.code.equals("http_503");
	}

	DownloadException asFinal() {
		return this.gone ? DownloadException.gone(this.code, this.reason)
				: DownloadException.failed(this.code, this.reason);
	}

}
