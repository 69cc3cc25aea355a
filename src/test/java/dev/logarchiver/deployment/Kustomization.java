package dev.logarchiver.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.logarchiver.outside.Outside;
import tools.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A directory that {@code kubectl kustomize} renders, or a part of others that do.
 *
 * @param directory where it is
 */
record Kustomization(Path directory) {

	private static final String FILE = "kustomization.yaml";

	static List<Kustomization> all() {
		return Documents.files(FILE).stream().map((file) -> new Kustomization(file.resolveSibling(""))).toList();
	}

	/**
	 * Those that can be rendered by themselves.
	 */
	static List<Kustomization> rendered() {
		return all().stream().filter((each) -> "Kustomization".equals(each.content().path("kind").asString())).toList();
	}

	JsonNode content() {
		return Documents.of(this.directory.resolve(FILE));
	}

	/**
	 * Every file and directory that it names.
	 */
	List<Path> named() {
		List<Path> named = new ArrayList<>(paths(content(), "resources"));
		named.addAll(paths(content(), "components"));
		named.addAll(patches());
		content().path("configMapGenerator").forEach((generator) -> {
			named.addAll(paths(generator, "files"));
			named.addAll(paths(generator, "envs"));
		});
		return named;
	}

	/**
	 * The files that change what others say.
	 */
	List<Path> patches() {
		return content().path("patches")
			.valueStream()
			.filter((patch) -> patch.has("path"))
			.map((patch) -> resolve(patch.path("path").asString()))
			.toList();
	}

	private List<Path> paths(JsonNode node, String field) {
		return node.path(field).valueStream().map((path) -> resolve(path.asString())).toList();
	}

	private Path resolve(String path) {
		return this.directory.resolve(path).normalize();
	}

	/**
	 * What is applied to a cluster; skips the test where there is no kubectl.
	 */
	List<JsonNode> render() {
		assumeTrue(Outside.has("kubectl"), "kubectl renders, and isn't here");
		Command rendered = Command.call(Path.of(""), Map.of(), "kubectl", "kustomize", this.directory.toString());
		if (rendered.code() != 0) {
			throw new IllegalStateException(this + ": " + rendered);
		}
		return Documents.in(rendered.output());
	}

	/**
	 * The only rendered document of a kind.
	 */
	JsonNode render(String kind) {
		List<JsonNode> found = render().stream().filter((each) -> kind.equals(each.path("kind").asString())).toList();
		if (found.size() != 1) {
			throw new IllegalStateException(this + " has " + found.size() + " documents of kind " + kind);
		}
		return found.getFirst();
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

}
