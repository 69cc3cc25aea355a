package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on configuration has every setting as the program has it.
 */
class ConfigurationPageTests {

	/** Set by the program itself. */
	private static final String INTERNAL = "archiver.holder";

	/** A setting that the program's own configuration takes from a variable. */
	private static final Pattern VARIABLE = Pattern.compile("(?m)^    ([a-z-]+): \\$\\{(CORECLAW_[A-Z_]+):}$");

	/** A row of the README: a setting, its default. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(archiver\\.[a-z0-9.-]+)` \\| (.*?) \\| ");

	static List<DocumentedSetting> settings() throws IOException {
		Map<String, String> variables = new TreeMap<>();
		Matcher own = VARIABLE.matcher(Files.readString(Path.of("src", "main", "resources", "application.yaml")));
		while (own.find()) {
			variables.put("archiver.coreclaw." + own.group(1), own.group(2));
		}
		return JsonMapper.shared()
			.readTree(Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json"))
			.path("properties")
			.valueStream()
			.filter((property) -> property.path("name").asString().startsWith("archiver."))
			.filter((property) -> !property.path("name").asString().equals(INTERNAL))
			.map((property) -> DocumentedSetting.of(property, variables))
			.toList();
	}

	@Test
	void thePageIsThatOfTheProgram() throws IOException {
		new MadePart("configuration.md", "settings").assertIs(reference());
	}

	private static String reference() throws IOException {
		StringBuilder text = new StringBuilder();
		Map<String, List<DocumentedSetting>> byModule = settings().stream()
			.collect(Collectors.groupingBy(DocumentedSetting::moduleName));
		List<String> order = packages();
		byModule.keySet()
			.stream()
			.sorted(Comparator.comparingInt(order::indexOf))
			.forEach((name) -> text.append(section(name, byModule.getOrDefault(name, List.of()))));
		return text.toString();
	}

	/**
	 * The packages in the order of the data flow.
	 */
	private static List<String> packages() throws IOException {
		return Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
			.matcher(Files.readString(Path.of("docs", "architecture.md")))
			.results()
			.map((row) -> row.group(1))
			.toList();
	}

	private static String section(String name, List<DocumentedSetting> settings) {
		StringBuilder text = new StringBuilder("## " + title(name) + " (`" + name + "`)\n\n");
		for (DocumentedSetting setting : settings) {
			text.append("### `").append(setting.name()).append("`\n\n").append(setting.meaning()).append("\n\n");
			text.append(
					"| environment variable | type | values | default | example |\n| --- | --- | --- | --- | --- |\n");
			List<String> cells = List.of("`" + setting.variable() + "`", setting.typeText(), setting.values(),
					setting.defaultText(), "`" + setting.example() + "`");
			text.append("| ")
				.append(cells.stream().map((cell) -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")))
				.append(" |\n\n");
		}
		return text.toString();
	}

	/**
	 * What a package is, by its own first words.
	 */
	private static String title(String name) {
		try {
			String source = Files
				.readString(Path.of("src", "main", "java", "dev", "logarchiver", name, "package-info.java"));
			MatchResult words = Pattern.compile("(?s)/\\*\\*\\s+\\*\\s+(.*?)[:.,]")
				.matcher(source)
				.results()
				.toList()
				.getFirst();
			return words.group(1).replaceAll("\\s*\\n \\* ?", " ");
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("settings")
	void theVariableSetsTheSettingAndTheExampleIsTaken(DocumentedSetting setting) {
		assertThat(setting.example()).as("an example: 'such as {@code ...}' in the Javadoc gives one").isNotEmpty();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of(setting.variable(), setting.example())));
		if (setting.variable().startsWith("CORECLAW_")) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("program", Map.of(setting.name(), "${" + setting.variable() + "}")));
		}
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.get(environment).forEach(sources::add);
		assertThat(Binder.get(environment).bind(setting.name(), setting.bindable()).isBound()).isTrue();
		// an example that goes with another one is refused alone
		assertThat(sources).allSatisfy(
				(source) -> assertThat(setting.refusal(source).filter((remedy) -> !remedy.contains("both"))).isEmpty());
		assertThat(setting.meaning()).hasSizeGreaterThan(10);
	}

	@Test
	void theReadmesSettingsAreSuchWithTheirDefaults() throws IOException {
		Map<String, String> defaults = settings().stream()
			.collect(Collectors.toMap(DocumentedSetting::name, DocumentedSetting::defaultText));
		assertThat(ROW.matcher(Files.readString(Path.of("README.md"))).results().toList())
			.allSatisfy((row) -> assertThat(row.group(2).replace("\\|", "|")).as(row.group(1))
				.isEqualTo(defaults.get(row.group(1))));
	}

}
