package dev.logarchiver.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on security names tests that there are.
 */
class SecurityPageTests {

	private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Tests|IT|Contract))\\.(\\w+)`");

	static List<String> named() throws IOException {
		return NAMED.matcher(Files.readString(Path.of("docs", "SECURITY.md")))
			.results()
			.map((found) -> found.group(1) + "." + found.group(2))
			.distinct()
			.toList();
	}

	@ParameterizedTest
	@MethodSource("named")
	void thereIsTheTest(String name) throws IOException {
		String[] parts = name.split("\\.", 2);
		try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
			Path file = files.filter((path) -> path.endsWith(parts[0] + ".java")).findFirst().orElseThrow();
			assertThat(Files.readString(file)).contains("void " + parts[1] + "(");
		}
	}

}
