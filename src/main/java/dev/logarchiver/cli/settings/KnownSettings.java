package dev.logarchiver.cli.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The settings that there are, from the list that the build makes for editors. */
final class KnownSettings {

	private static final String ROOT = "archiver.";

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** The settings that have names of their own. */
	private static final Set<ConfigurationPropertyName> VARIABLES = Stream
		.of("CORECLAW_API_KEY", "CORECLAW_API_KEY_FILE", "CORECLAW_BASE_URL")
		.map((variable) -> ConfigurationPropertyName.adapt(variable, '.'))
		.collect(Collectors.toSet());

	private static final String OWN = "dev.logarchiver.";

	/** Set by the program itself. */
	private static final String INTERNAL = "archiver.holder";

	private static final int FARTHEST = 3;

	/** Each setting's type, by its name. */
	private final Map<String, String> types;

	private KnownSettings(Map<String, String> types) {
		this.types = types;
	}

	static KnownSettings load() {
		Map<String, String> types = new TreeMap<>();
		try {
			for (URL metadata : Collections.list(KnownSettings.class.getClassLoader().getResources(METADATA))) {
				try (InputStream json = metadata.openStream()) {
					for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
						types.put(property.path("name").asString(""), property.path("type").asString(""));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		types.keySet().removeIf((name) -> !name.startsWith(ROOT) || name.equals(INTERNAL));
		return new KnownSettings(types);
	}

	/** Whether a name is a setting's, or that of an element of a list. */
	boolean contains(ConfigurationPropertyName name) {
		return type(name).isPresent();
	}

	/** Whether a setting's value is text, so that it counts how it is written. */
	boolean isText(ConfigurationPropertyName name) {
		return type(name).filter((type) -> type.contains(String.class.getName())).isPresent();
	}

	private Optional<String> type(ConfigurationPropertyName name) {
		if (VARIABLES.contains(name)) {
			return Optional.of(String.class.getName());
		}
		Optional<String> inList = typeInList(name);
		if (inList.isPresent()) {
			return inList;
		}
		ConfigurationPropertyName list = name.isLastElementIndexed() ? name.getParent() : name;
		return this.types.entrySet()
			.stream()
			.filter((known) -> (known.getValue().startsWith(List.class.getName()) ? list : name)
				.equals(ConfigurationPropertyName.of(known.getKey())))
			.map(Map.Entry::getValue)
			.findFirst();
	}

	/** Of a list whose elements are records, which the list of settings doesn't tell. */
	private Optional<String> typeInList(ConfigurationPropertyName name) {
		return this.types.entrySet()
			.stream()
			.filter((known) -> known.getValue().startsWith(List.class.getName() + "<" + OWN))
			.filter((known) -> ConfigurationPropertyName.of(known.getKey()).isAncestorOf(name))
			.flatMap((known) -> Stream.of(element(known.getValue()).getRecordComponents())
				.filter((component) -> isIn(name, ConfigurationPropertyName.of(known.getKey()), component)))
			.map((component) -> component.getGenericType().getTypeName())
			.findFirst();
	}

	private static boolean isIn(ConfigurationPropertyName name, ConfigurationPropertyName list,
			RecordComponent component) {
		int depth = list.getNumberOfElements() + 1;
		ConfigurationPropertyName value = name.isLastElementIndexed()
				&& List.class.isAssignableFrom(component.getType()) ? name.getParent() : name;
		return value.getNumberOfElements() == depth + 1 && value.isNumericIndex(depth - 1)
				&& value.getElement(depth, ConfigurationPropertyName.Form.UNIFORM)
					.equals(component.getName().toLowerCase(Locale.ROOT));
	}

	private static Class<?> element(String list) {
		try {
			return Class.forName(list.substring(list.indexOf('<') + 1, list.lastIndexOf('>')));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether settings have names that begin with this one. */
	boolean hasBelow(ConfigurationPropertyName name) {
		return this.types.keySet().stream().anyMatch((known) -> name.isAncestorOf(ConfigurationPropertyName.of(known)));
	}

	/** What may have been meant by a name that is no setting's. */
	String suggestion(ConfigurationPropertyName name) {
		String text = name.toString().replaceFirst("\\[.*", "");
		List<String> below = this.types.keySet().stream().filter((known) -> known.startsWith(text + ".")).toList();
		if (!below.isEmpty()) {
			return "set one of " + String.join(", ", below);
		}
		return nearest(text).map((known) -> "did you mean " + known + "?")
			.orElse("docs/configuration.md lists all settings");
	}

	private Optional<String> nearest(String text) {
		return this.types.keySet()
			.stream()
			.filter((known) -> distance(text, known) <= Math.min(FARTHEST, text.length() / 3))
			.min(Comparator.comparingInt((known) -> distance(text, known)));
	}

	/** How many characters differ: none where only groups are missing. */
	private static int distance(String text, String known) {
		if (known.endsWith("." + text.substring(text.lastIndexOf('.') + 1))) {
			return 0;
		}
		return Math.min(EditDistance.between(text, known), EditDistance.between(text, known.substring(ROOT.length())));
	}

}
