package dev.logarchiver.failure;

/**
 * A setting whose value can't be used. Whoever knows where the value comes from can add
 * the place.
 */
public final class SettingException extends ConfigurationException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	/**
	 * Creates an exception.
	 * @param setting the setting's name
	 * @param problem what is wrong, in the words that name setting and value
	 * @param remedy what to do about it
	 */
	public SettingException(String setting, String problem, String remedy) {
		super(problem, remedy, null);
		this.setting = setting;
	}

	/**
	 * A value that is out of range.
	 * @param setting the setting's name
	 * @param value the value, no secret
	 * @param remedy which values can be used
	 * @return the exception
	 */
	public static SettingException ofValue(String setting, Object value, String remedy) {
		return new SettingException(setting, setting + " is '" + Printable.escape(String.valueOf(value)) + "'", remedy);
	}

	/**
	 * The setting.
	 * @return its name, such as {@code archiver.concurrency}
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * The same problem, with the place where the value was found.
	 * @param place such as a file and a line
	 * @return an exception that names the place too
	 */
	public ConfigurationException at(String place) {
		return new ConfigurationException(problem() + " (" + place + ")", String.valueOf(remedy()), this);
	}

}
