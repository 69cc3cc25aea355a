package dev.logarchiver.cli.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes the paths in a configuration file relative to that file, wherever the program is
 * started. Those from elsewhere stay relative to the working directory.
 *
 * @param environment all values
 * @param origins where they come from
 */
record RelativePaths(ConfigurableEnvironment environment, SettingOrigins origins) {

	private static final List<Single> SINGLE = List.of(new Single("archiver.state-dir", "archiver.state-dir", ""),
			new Single("archiver.store.uri", "archiver.store.uri", "file:"),
			new Single("archiver.metrics.textfile-directory", "archiver.metrics.textfile-directory", ""),
			new Single("archiver.network.ca-bundle", "archiver.network.ca-bundle", ""),
			new Single("archiver.redact.values-file", "archiver.redact.values-file", ""),
			new Single("archiver.coreclaw.api-key-file", "archiver.coreclaw.api-key-file", ""),
			new Single("coreclaw-api-key-file", "CORECLAW_API_KEY_FILE", ""));

	private static final String LIST = "archiver.workers.files";

	private static final String STANDARD_INPUT = "-";

	/** Puts the resolved paths in front of all other values. */
	void resolve() {
		Map<String, Object> resolved = new HashMap<>();
		SINGLE.forEach((setting) -> whereInFile(setting.name(), (file, origin) -> {
			String value = Binder.get(this.environment).bind(setting.name(), String.class).orElse("");
			resolved.put(setting.key(), OriginTrackedValue.of(resolve(setting.scheme(), value, file), origin));
		}));
		whereInFile(LIST, (file, origin) -> {
			List<String> values = Binder.get(this.environment)
				.bind(LIST, Bindable.listOf(String.class))
				.orElse(List.of());
			for (int i = 0; i < values.size(); i++) {
				resolved.put(LIST + "[" + i + "]", OriginTrackedValue.of(resolve("", values.get(i), file), origin));
			}
		});
		this.environment.getPropertySources()
			.addFirst(new OriginTrackedMapPropertySource("paths in configuration files", resolved, true));
	}

	private void whereInFile(String setting, BiConsumer<Path, Origin> action) {
		this.origins.origin(ConfigurationPropertyName.of(setting))
			.ifPresent((origin) -> SettingOrigins.file(origin).ifPresent((file) -> action.accept(file, origin)));
	}

	private static String resolve(String scheme, String value, Path file) {
		String path = value.startsWith(scheme) ? value.substring(scheme.length()) : "";
		if (path.isBlank() || path.startsWith("/") || path.equals(STANDARD_INPUT)) {
			return value;
		}
		try {
			return scheme + file.resolveSibling(path).normalize();
		}
		catch (InvalidPathException ex) {
			// said by whoever opens it
			return value;
		}
	}

	/**
	 * A setting that holds one path.
	 *
	 * @param name its name
	 * @param key the key under which its value is looked up
	 * @param scheme what stands before the path
	 */
	private record Single(String name, String key, String scheme) {
	}

}
