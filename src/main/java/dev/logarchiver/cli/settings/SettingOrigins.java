package dev.logarchiver.cli.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Where the values of settings come from, as a person would look for them.
 *
 * @param sources all values, in the order in which they count
 * @param config the configuration file as its user named it
 */
public record SettingOrigins(Iterable<ConfigurationPropertySource> sources, @Nullable Path config) {

	/**
	 * The place of the value that counts.
	 * @param setting the setting's name
	 * @return a file and a line, or a variable; empty for a default and for what the
	 * command line says
	 */
	Optional<String> of(String setting) {
		return origin(ConfigurationPropertyName.of(setting)).flatMap(this::of);
	}

	Optional<String> of(Origin origin) {
		return switch (innermost(origin)) {
			case TextResourceOrigin text -> file(text).map((file) -> name(file) + line(text));
			case SystemEnvironmentOrigin variable -> Optional.of("environment variable " + variable.getProperty());
			case null, default -> Optional.empty();
		};
	}

	/** A setting and the place of its value, when there is one. */
	public String described(String setting) {
		return of(setting).map((place) -> setting + " in " + place).orElse(setting);
	}

	Optional<Origin> origin(ConfigurationPropertyName name) {
		ConfigurationPropertyName first = name.append("[0]");
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			property = (property != null) ? property : source.getConfigurationProperty(first);
			if (property != null) {
				return Optional.ofNullable(innermost(property.getOrigin()));
			}
		}
		return Optional.empty();
	}

	private static @Nullable Origin innermost(@Nullable Origin origin) {
		return (origin instanceof PropertySourceOrigin outer && outer.getOrigin() != null) ? outer.getOrigin() : origin;
	}

	/**
	 * The file that somebody wrote a value into.
	 * @return the file; empty for what comes with the program or from elsewhere
	 */
	static Optional<Path> file(@Nullable Origin origin) {
		if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null) {
			return Optional.empty();
		}
		Resource resource = (text.getResource() instanceof OriginTrackedResource tracked) ? tracked.getResource()
				: text.getResource();
		try {
			return (resource instanceof ClassPathResource || !resource.isFile()) ? Optional.empty()
					: Optional.of(resource.getFile().toPath().toAbsolutePath().normalize());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String name(Path file) {
		boolean isConfig = this.config != null && file.equals(this.config.toAbsolutePath().normalize());
		return String.valueOf(isConfig ? this.config : file);
	}

	private static String line(TextResourceOrigin origin) {
		return (origin.getLocation() != null) ? ", line " + (origin.getLocation().getLine() + 1) : "";
	}

}
