package dev.logarchiver.failure;

import org.jspecify.annotations.Nullable;

/**
 * The store refused something that concerns one object; others may well succeed. The
 * message names the object, and never holds a secret.
 */
public class StoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Code of what the store doesn't permit. */
	public static final String DENIED = "store_denied";

	/** Code of an object that isn't there. */
	public static final String MISSING = "store_missing";

	/** Code of what the store says to have done, but can't be believed. */
	public static final String UNCONFIRMED = "store_unconfirmed";

	/** Code of everything else. */
	public static final String ERROR = "store_error";

	private final String code;

	/**
	 * An object that is not what it should be.
	 * @param code a word for programs
	 * @param message what is wrong with which object
	 */
	public StoreException(String code, String message) {
		this(code, message, null);
	}

	/**
	 * An object that is not what it should be.
	 * @param code a word for programs
	 * @param message what is wrong with which object
	 * @param cause what showed it
	 */
	public StoreException(String code, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.code = code;
	}

	/**
	 * Whether the store doesn't permit what was asked for.
	 * @return {@code true} where a policy is to be changed
	 */
	public boolean denied() {
		return DENIED.equals(this.code);
	}

	/**
	 * Whether the store may do the same with every other object.
	 * @return {@code true} where it doesn't permit what was asked for, or can't be
	 * believed
	 */
	public boolean mayConcernAll() {
		return denied() || UNCONFIRMED.equals(this.code);
	}

	/**
	 * Names the failure for programs.
	 * @return {@code store_denied}, {@code store_missing}, {@code store_unconfirmed} or
	 * {@code store_error}
	 */
	public String code() {
		return this.code;
	}

}
