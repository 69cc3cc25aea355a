package dev.logarchiver.run;

import java.util.Locale;

/** The state of a run, as the platform reports it. */
public enum RunStatus {

	/** Waiting to be started. */
	READY(false),
	/** Going on. */
	RUNNING(false),
	/** Being aborted. */
	ABORTING(false),
	/** Ended well. */
	SUCCEEDED(true),
	/** Ended with an error. */
	FAILED(true),
	/** Ended by somebody. */
	ABORTED(true),
	/** Not reported, or by a word that is not known. */
	UNKNOWN(false);

	private final boolean ended;

	RunStatus(boolean ended) {
		this.ended = ended;
	}

	/**
	 * Reads the platform's word for a state.
	 * @param text the word, in any case
	 * @return the state; {@link #UNKNOWN} for a word that is not known
	 */
	public static RunStatus parse(String text) {
		for (RunStatus status : values()) {
			if (status.name().equalsIgnoreCase(text.strip())) {
				return status;
			}
		}
		return UNKNOWN;
	}

	/**
	 * Whether the run is over: its log grows no more.
	 * @return {@code true} for succeeded, failed and aborted
	 */
	public boolean ended() {
		return this.ended;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
