package dev.logarchiver.documentation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.logarchiver.failure.SettingException;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * A setting with all that a reader wants to know of it: what its Javadoc says, and what
 * the program itself answers to a value that can't be.
 *
 * @param name its name
 * @param type the type of its values
 * @param element the type of its elements, where it is a list
 * @param owner the record that holds it
 * @param text its Javadoc, in Markdown
 * @param variable the environment variable
 * @param standard its default as the code has it; empty where it has none
 */
record DocumentedSetting(String name, Class<?> type, Class<?> element, Class<?> owner, String text, String variable,
		String standard) {

	private static final Pattern DEFAULT = Pattern.compile("; default: (.*)$");

	private static final Pattern EXAMPLE = Pattern.compile("such as `([^`]+)`");

	private static final Pattern EXAMPLE_OF_REMEDY = Pattern.compile("such as '?([^',]+)'?");

	private static final Pattern OF_ELEMENTS = Pattern.compile("List<(.*)>$");

	/** A value within the elements of a list, of which there is an example. */
	private static final Pattern IN_ELEMENT = Pattern.compile("`([a-z-]+)` \\([^)]*such as `");

	/** No value of any type that is checked. */
	private static final Map<Class<?>, String> NO_VALUE = Map.of(Integer.class, "-1", Double.class, "-1",
			Duration.class, "-1s", DataSize.class, "0B", String.class, "(");

	static DocumentedSetting of(JsonNode metadata, Map<String, String> variables) {
		String name = metadata.path("name").asString();
		String text = metadata.path("description").asString("").replaceAll("\\{@code ([^}]*)}", "`$1`");
		String variable = variables.getOrDefault(name, name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
		Class<?> element = element(metadata.path("type").asString());
		if (element.isRecord()) {
			variable += "_0_" + first(IN_ELEMENT, text).orElseThrow().replace('-', '_').toUpperCase(Locale.ROOT);
		}
		return new DocumentedSetting(name, type(metadata.path("type").asString()), element,
				type(metadata.path("sourceType").asString()), text, variable,
				metadata.path("defaultValue").asString(""));
	}

	private static Class<?> element(String list) {
		Matcher element = OF_ELEMENTS.matcher(list);
		return element.find() ? type(element.group(1)) : String.class;
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name.replaceAll("<.*", ""));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String meaning() {
		String meaning = DEFAULT.matcher(this.text).replaceFirst("");
		return meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1) + ".";
	}

	String typeText() {
		if (this.type.isEnum()) {
			return "a word";
		}
		return switch (this.type.getSimpleName()) {
			case "Boolean" -> "yes or no";
			case "Integer", "Long" -> "whole number";
			case "Double" -> "number";
			case "Duration" -> "duration: `ms`, `s`, `m`, `h`, `d`";
			case "DataSize" -> "size: `B`, `KB`, `MB`, `GB`, `TB`";
			case "List" -> "list";
			case "Path" -> "path";
			default -> "text";
		};
	}

	String defaultText() {
		Matcher told = DEFAULT.matcher(this.text);
		return told.find() ? told.group(1) : (this.standard.isEmpty() ? "none" : "`" + this.standard + "`");
	}

	/**
	 * Which values there are: what the program says to somebody who gives another one.
	 */
	String values() {
		if (this.type.isEnum()) {
			return words().map((word) -> "`" + word + "`").collect(Collectors.joining(", "));
		}
		if (this.type == Boolean.class) {
			return "`true`, `false`";
		}
		return remedy().map(DocumentedSetting::shortened).orElse("any");
	}

	/**
	 * The part of a remedy that says which values there are.
	 */
	private static String shortened(String remedy) {
		return remedy.replaceFirst("^(?s).*(?:^|; )(?:give|use|expected) ", "")
			.replaceFirst(",? such as .*|, or leave it out", "")
			.replaceFirst("^a \\w+ (?:(?=from|above)|of (?=\\d))", "");
	}

	private java.util.stream.Stream<String> words() {
		return Arrays.stream(this.type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	private Optional<String> remedy() {
		String bad = NO_VALUE.get(this.type);
		return (bad != null) ? refusal(new MapConfigurationPropertySource(Map.of(this.name, bad))) : Optional.empty();
	}

	/**
	 * What the program says to a value.
	 * @param source holds the value
	 * @return the remedy; empty where the value is taken
	 */
	Optional<String> refusal(ConfigurationPropertySource source) {
		String group = this.name.substring(0, this.name.lastIndexOf('.'));
		try {
			new Binder(source).bind(group, Bindable.of(this.owner).withBindMethod(BindMethod.VALUE_OBJECT));
			return Optional.empty();
		}
		catch (BindException ex) {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof SettingException refused) {
					return Optional.ofNullable(refused.remedy());
				}
			}
			throw ex;
		}
	}

	/**
	 * A value that somebody may want: one that Javadoc or program name, else another than
	 * the default.
	 */
	String example() {
		return first(EXAMPLE, this.text).or(() -> first(EXAMPLE_OF_REMEDY, remedy().orElse("")))
			.orElseGet(this::typical);
	}

	private static Optional<String> first(Pattern pattern, String text) {
		return Optional.of(pattern.matcher(text)).filter(Matcher::find).map((found) -> found.group(1));
	}

	private String typical() {
		if (this.type.isEnum()) {
			return words().filter((word) -> !word.equals(this.standard)).findFirst().orElseThrow();
		}
		if (this.standard.isEmpty() && this.type != Boolean.class) {
			return "";
		}
		return switch (this.type.getSimpleName()) {
			case "Boolean" -> String.valueOf(!Boolean.parseBoolean(this.standard));
			case "Integer", "Long" -> String.valueOf(2 * Long.parseLong(this.standard));
			default -> this.standard;
		};
	}

	/**
	 * The type as it is bound.
	 */
	Bindable<?> bindable() {
		return (this.type == List.class) ? Bindable.listOf(this.element) : Bindable.of(this.type);
	}

	/**
	 * The module, whose nested packages are none of the reader's business.
	 */
	String moduleName() {
		return this.owner.getPackageName().replaceFirst("dev\\.logarchiver\\.", "").replaceFirst("\\..*", "");
	}

}
