package dev.logarchiver.coreclaw.download;

import dev.logarchiver.failure.Printable;

/**
 * A log can't be had at its address. It carries no cause, and names the storage by its
 * scheme and host alone: paths and queries hold signatures.
 */
public final class DownloadException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	private final String code;

	private final String reason;

	private DownloadException(Kind kind, String code, String reason) {
		super(code + ": " + Printable.escape(reason));
		this.kind = kind;
		this.code = code;
		this.reason = Printable.escape(reason);
	}

	static DownloadException gone(String code, String reason) {
		return new DownloadException(Kind.GONE, code, reason);
	}

	static DownloadException refused(String code, String reason) {
		return new DownloadException(Kind.REFUSED, code, reason);
	}

	static DownloadException failed(String code, String reason) {
		return new DownloadException(Kind.FAILED, code, reason);
	}

	public Kind kind() {
		return this.kind;
	}

	/**
	 * The failure for programs.
	 * @return a word such as {@code http_403}, {@code refused_address} or {@code stalled}
	 */
	public String code() {
		return this.code;
	}

	/**
	 * The failure for a person, escaped.
	 * @return what happened, and where
	 */
	public String reason() {
		return this.reason;
	}

	public enum Kind {

		/** The address is dead; a fresh one may work. */
		GONE,
		/** The address is one that must not be called. */
		REFUSED,
		/** The storage gave no whole text in all attempts. */
		FAILED

	}

}
