package dev.logarchiver.failure;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is reported to a person: what went wrong and, where that is known, what
 * to do about it. The message holds both, and never a secret.
 */
public abstract class AdvisedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String problem;

	private final @Nullable String remedy;

	protected AdvisedException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = message;
		this.remedy = null;
	}

	/**
	 * Creates an exception.
	 * @param problem what went wrong
	 * @param remedy what to do about it
	 * @param cause what showed it
	 */
	protected AdvisedException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem + ": " + remedy, cause);
		this.problem = problem;
		this.remedy = remedy;
	}

	/**
	 * What went wrong.
	 * @return the message without the remedy
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * What to do about it.
	 * @return the remedy; {@code null} where the message doesn't tell it apart
	 */
	public @Nullable String remedy() {
		return this.remedy;
	}

}
