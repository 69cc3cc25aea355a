package dev.logarchiver.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents in YAML; a key that is there twice fails.
 */
public final class Documents {

	static final Path KUBERNETES = Path.of("jobs", "kubernetes");

	private Documents() {
	}

	static List<JsonNode> in(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return StreamSupport.stream(new Yaml(new SafeConstructor(options)).loadAll(yaml).spliterator(), false)
			.<JsonNode>map(JsonMapper.shared()::valueToTree)
			.toList();
	}

	/**
	 * The only document of a file.
	 */
	static JsonNode of(Path file) {
		List<JsonNode> documents = in(text(file));
		if (documents.size() != 1) {
			throw new IllegalArgumentException(file + " has " + documents.size() + " documents");
		}
		return documents.getFirst();
	}

	/**
	 * The only document of a file for Kubernetes.
	 * @param path where it is below {@code jobs/kubernetes}
	 */
	public static JsonNode kubernetes(String path) {
		return of(KUBERNETES.resolve(path));
	}

	/**
	 * The files for Kubernetes with this ending.
	 */
	static List<Path> files(String ending) {
		try (Stream<Path> files = Files.walk(KUBERNETES)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> file.toString().endsWith(ending))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
