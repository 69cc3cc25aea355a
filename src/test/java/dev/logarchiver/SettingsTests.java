package dev.logarchiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's settings are those of the program, with their defaults.
 */
class SettingsTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(archiver\\.[a-z0-9.-]+)` \\| (.*?) \\| ");

	/** Set by the program itself, or documented under the name of a variable. */
	private static final Set<String> NOT_LISTED = Set.of("archiver.holder", "archiver.coreclaw.base-url",
			"archiver.coreclaw.api-key", "archiver.coreclaw.api-key-file");

	@Test
	void theReadmeListsEverySettingWithItsDefault() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		Matcher rows = ROW.matcher(Files.readString(Path.of("README.md")));
		while (rows.find()) {
			// a table has to escape what would else begin its next column
			documented.put(rows.group(1), rows.group(2).replace("\\|", "|"));
		}
		Map<String, String> settings = settings();
		assertThat(documented.keySet()).isEqualTo(settings.keySet());
		assertThat(documented).allSatisfy((name, value) -> {
			String defaultValue = settings.getOrDefault(name, "");
			if (!defaultValue.isEmpty()) {
				assertThat(value).as(name).isEqualTo("`" + defaultValue + "`");
			}
		});
	}

	private static Map<String, String> settings() {
		Map<String, String> settings = new TreeMap<>();
		JsonNode metadata = JsonMapper.shared()
			.readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
		for (JsonNode property : metadata.path("properties")) {
			String name = property.path("name").asString();
			if (name.startsWith("archiver.") && !NOT_LISTED.contains(name)) {
				settings.put(name, property.path("defaultValue").asString(""));
			}
		}
		return settings;
	}

}
