package dev.logarchiver.failure;

import org.jspecify.annotations.Nullable;

/**
 * A setting, an argument or a list that its user has to change before anything can start.
 * The message names the value, the place and the remedy, and never holds a secret.
 */
public class ConfigurationException extends AdvisedException {

	private static final long serialVersionUID = 1L;

	public ConfigurationException(String message) {
		super(message, null);
	}

	public ConfigurationException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates an exception.
	 * @param problem what is wrong with which value
	 * @param remedy what to do about it
	 * @param cause what showed it
	 */
	public ConfigurationException(String problem, String remedy, @Nullable Throwable cause) {
		super(problem, remedy, cause);
	}

}
