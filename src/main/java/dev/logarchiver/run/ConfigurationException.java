package dev.logarchiver.run;

/**
 * A setting, an argument or a list that its user has to change before anything can start.
 * The message names the value, the place and the remedy, and never holds a secret.
 */
public class ConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public ConfigurationException(String message) {
		super(message);
	}

	public ConfigurationException(String message, Throwable cause) {
		super(message, cause);
	}

}
