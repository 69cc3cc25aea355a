package dev.logarchiver.cli.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Finds what nobody else would notice in configuration files: names of no setting, mostly
 * misspelt, references to what isn't set, and texts of which YAML makes something else.
 *
 * @param environment all values
 * @param origins where they come from
 */
record ConfigFileChecks(ConfigurableEnvironment environment, SettingOrigins origins) {

	/** What begins so is for Spring to know. */
	private static final Set<String> ELSEWHERE = Set.of("spring", "logging", "management", "server", "debug", "trace");

	/**
	 * Refuses the first.
	 * @throws ConfigurationException if there is one
	 */
	void refuse() {
		List<Entry> entries = files().flatMap(ConfigFileChecks::entries).toList();
		if (!entries.isEmpty()) {
			KnownSettings known = KnownSettings.load();
			entries.stream()
				.filter((entry) -> !ELSEWHERE.contains(entry.root()) && !isReferredTo(entry, entries))
				.forEach((entry) -> check(entry, known));
		}
	}

	private Stream<OriginTrackedMapPropertySource> files() {
		return this.environment.getPropertySources()
			.stream()
			.filter(OriginTrackedMapPropertySource.class::isInstance)
			.map(OriginTrackedMapPropertySource.class::cast);
	}

	private static Stream<Entry> entries(OriginTrackedMapPropertySource source) {
		return Stream.of(source.getPropertyNames())
			.filter((key) -> SettingOrigins.file(source.getOrigin(key)).isPresent())
			.map((key) -> Entry.of(key, source.getProperty(key), source.getOrigin(key)));
	}

	/**
	 * Refuses what has other code run; before anything is done with it.
	 * @throws ConfigurationException if a file has such a thing
	 */
	void refuseCode() {
		files().flatMap(ConfigFileChecks::entries).forEach(this::refuseCode);
	}

	private void refuseCode(Entry entry) {
		if (CodeSettings.contain(entry.name(), entry.value())) {
			throw mistake(entry,
					"a file must not contain settings that execute other code; if you mean it, set it in the "
							+ "environment, as " + entry.variable());
		}
	}

	/** Whether it is a name of the user's own, for a value that another one refers to. */
	private static boolean isReferredTo(Entry entry, List<Entry> entries) {
		return entries.stream().anyMatch((other) -> other.value().contains("${" + entry.key()));
	}

	private void check(Entry entry, KnownSettings known) {
		boolean emptyGroup = entry.value().isBlank() && known.hasBelow(entry.name());
		if (known.contains(entry.name())) {
			requireReferences(entry);
			if (known.isText(entry.name())) {
				requireAsWritten(entry);
			}
		}
		else if (!emptyGroup) {
			throw mistake(entry, "unknown setting; " + (entry.root().startsWith("aws")
					? "the AWS SDK reads the environment, not this file" : known.suggestion(entry.name())));
		}
	}

	private void requireReferences(Entry entry) {
		try {
			if (this.origins.origin(entry.name()).filter((origin) -> origin.equals(entry.origin())).isPresent()) {
				this.environment.resolveRequiredPlaceholders(entry.value());
			}
		}
		catch (PlaceholderResolutionException ex) {
			throw mistake(entry, "nothing sets ${" + ex.getPlaceholder()
					+ "}; set it in the environment or in the file, or write its value here");
		}
	}

	/**
	 * YAML takes {@code 0123} for an octal number and {@code yes} for true: another
	 * Worker would be archived than the one that is written.
	 */
	private void requireAsWritten(Entry entry) {
		if (entry.retyped()) {
			String written = YamlScalar.at(entry.origin()).orElse(entry.value());
			if (!written.equals(entry.value())) {
				throw mistake(new Entry(entry.key(), written, entry.origin(), true),
						"YAML reads a different value than is written; put it in quotes");
			}
		}
	}

	private ConfigurationException mistake(Entry entry, String what) {
		return new ConfigurationException(
				new SettingProblems(this.origins).described(entry.key(), what, entry.value(), entry.origin()) + ": "
						+ what);
	}

	/**
	 * What a file says, as it is written there.
	 *
	 * @param retyped whether the file's format took it for a number, a truth value or a
	 * time
	 */
	private record Entry(String key, String value, @Nullable Origin origin, boolean retyped) {

		static Entry of(String key, @Nullable Object value, @Nullable Origin origin) {
			return new Entry(key, String.valueOf(value), origin, !(value instanceof CharSequence));
		}

		ConfigurationPropertyName name() {
			return ConfigurationPropertyName.adapt(this.key, '.');
		}

		String variable() {
			return this.key.replaceAll("\\[\\d+].*|-", "").replace('.', '_').toUpperCase(Locale.ROOT);
		}

		String root() {
			return name().isEmpty() ? "" : name().getElement(0, ConfigurationPropertyName.Form.UNIFORM);
		}

	}

}
