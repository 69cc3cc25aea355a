package dev.logarchiver.acceptance.packaging;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import dev.logarchiver.world.ProgramProcess;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar says what it is made of.
 */
class BillOfMaterialsIT {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	@Test
	void listsEachLibraryOfTheJarWithItsLicence() throws IOException {
		try (JarFile jar = new JarFile(ProgramProcess.jar().toFile())) {
			String location = jar.getManifest().getMainAttributes().getValue("Sbom-Location");
			JsonNode bill = JsonMapper.shared().readTree(jar.getInputStream(jar.getEntry(location)));
			List<JsonNode> components = bill.path("components").valueStream().toList();
			List<String> libraries = jar.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
				.map((name) -> name.substring(LIBRARIES.length()))
				// put in by the plugin that makes the jar, for the unpacking alone
				.filter((name) -> !name.startsWith("spring-boot-jarmode-tools-"))
				.toList();
			assertThat(libraries).hasSizeGreaterThan(50)
				.isSubsetOf(components.stream().map(BillOfMaterialsIT::file).collect(Collectors.toSet()));
			assertThat(components).allSatisfy((component) -> assertThat(component.path("licenses")).isNotEmpty());
		}
	}

	private static String file(JsonNode component) {
		return component.path("name").asString() + "-" + component.path("version").asString() + ".jar";
	}

}
