package dev.logarchiver.cli.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.util.ClassUtils;

/**
 * The application's parts, as Spring would find them; a test says when one is missing.
 * What a part is stands beside its name: annotations are slow to read.
 *
 * @param settings records of settings
 * @param components what is made by its constructor
 * @param stepComponents the same, for each execution of a step
 * @param configurations what makes others by its methods
 * @param infrastructure the same, of what works on other parts
 */
record PartList(List<Class<?>> settings, List<Class<?>> components, List<Class<?>> stepComponents,
		List<Class<?>> configurations, List<Class<?>> infrastructure) {

	private static final String RESOURCE = "/META-INF/log-archiver.parts";

	static PartList load() {
		PartList list = new PartList(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
				new ArrayList<>());
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(PartList.class.getResourceAsStream(RESOURCE)), StandardCharsets.UTF_8))) {
			lines.lines().forEach(list::add);
			return list;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(String line) {
		int space = line.indexOf(' ');
		Class<?> type = ClassUtils.resolveClassName(line.substring(space + 1), null);
		switch (line.substring(0, space)) {
			case "settings" -> this.settings.add(type);
			case "component" -> this.components.add(type);
			case "step" -> this.stepComponents.add(type);
			case "infrastructure" -> this.infrastructure.add(type);
			case "configuration" -> this.configurations.add(type);
			default -> throw new IllegalStateException(RESOURCE + ": " + line);
		}
	}

}
