package dev.logarchiver.cli.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;

/**
 * Says of what is wrong with a setting where it stands and what to write instead.
 *
 * @param origins where the values come from
 */
public record SettingProblems(SettingOrigins origins) {

	private static final Pattern SECRET_NAME = Pattern.compile("(?i)key|secret|password|token|credential");

	/** Such as a URI with a user or with parameters. */
	private static final Pattern SECRET_VALUE = Pattern.compile("[@?=]");

	private static final int LONGEST_VALUE = 300;

	/**
	 * Finds the setting among the causes of a problem.
	 * @param problem any problem
	 * @return one that names the place; the same where it isn't about a setting, or it
	 * has no place
	 */
	public RuntimeException locate(RuntimeException problem) {
		SettingException setting = cause(problem, SettingException.class);
		if (setting != null) {
			return this.origins.of(setting.setting()).<RuntimeException>map(setting::at).orElse(problem);
		}
		if (cause(problem, ConfigurationException.class) != null) {
			return problem;
		}
		BindException unreadable = cause(problem, BindException.class);
		if (unreadable != null) {
			return new ConfigurationException(text(unreadable), problem);
		}
		ConfigDataException file = cause(problem, ConfigDataException.class);
		return (file != null) ? new ConfigurationException(text(file), problem) : problem;
	}

	private static <T extends Throwable> @Nullable T cause(Throwable problem, Class<T> type) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private String text(BindException problem) {
		ConfigurationProperty property = problem.getProperty();
		String name = problem.getName().toString();
		String described = (property != null) ? described(name, "", property.getValue(), property.getOrigin()) : name;
		return described + ": give " + expected(problem.getTarget().getType().resolve(Object.class));
	}

	/**
	 * A setting with its value, unless that may hold a secret, and its place.
	 * @param meant the setting that it may be, misspelt
	 */
	String described(String setting, String meant, Object value, @Nullable Origin origin) {
		boolean secret = SECRET_NAME.matcher(setting + " " + meant).find()
				|| SECRET_VALUE.matcher(String.valueOf(value)).find();
		String is = secret ? "" : " is '" + Printable.escape(String.valueOf(value), LONGEST_VALUE) + "'";
		return setting + is + place(origin);
	}

	private String text(ConfigDataException problem) {
		return problem.getMessage() + place(Origin.from(problem)) + ": correct it";
	}

	private String place(@Nullable Origin origin) {
		return (origin != null) ? this.origins.of(origin).map((place) -> " (" + place + ")").orElse("") : "";
	}

	private static String expected(Class<?> type) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(" or "));
		}
		return switch (type.getSimpleName()) {
			case "boolean", "Boolean" -> "true or false";
			case "int", "Integer", "long", "Long" -> "a whole number";
			case "double", "Double" -> "a number";
			case "Duration" -> "a duration, such as 10s or 24h";
			case "DataSize" -> "a size, such as 50GB";
			default -> "a value of type " + type.getSimpleName();
		};
	}

}
