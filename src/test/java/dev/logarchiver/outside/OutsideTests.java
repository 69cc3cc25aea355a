package dev.logarchiver.outside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * No test, and no process that it starts, sees the installed program, its settings or
 * anybody's home.
 */
class OutsideTests {

	private static final Set<String> SHELLS_OWN = Set.of("PWD", "OLDPWD", "SHLVL", "_");

	private static String print(String script) throws IOException {
		Process process = Outside.process(List.of("sh", "-c", script)).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

	@Test
	void thisJvmHasNoEnvironment() {
		assertThat(OutsideGuard.isEmptied()).as("start it with --add-opens java.base/java.lang=ALL-UNNAMED").isTrue();
		assertThat(System.getenv().keySet()).isSubsetOf(Outside.HARMLESS);
		assertThat(Path.of(System.getProperty("user.home"))).isEqualTo(Outside.home()).isEmptyDirectory();
	}

	@Test
	void aProcessHasNoEnvironmentButItsPathAndAnEmptyHome() throws IOException {
		assertThat(print("env").lines().map((line) -> line.substring(0, line.indexOf('='))))
			.filteredOn((name) -> !SHELLS_OWN.contains(name) && !Outside.HARMLESS.contains(name))
			.containsExactlyInAnyOrder("HOME", "LANG");
		assertThat(print("ls -A ~")).isEmpty();
	}

	@Test
	void aProcessDoesNotFindTheInstalledProgram() throws IOException {
		assertThat(print("command -v log-archiver || echo none")).isEqualTo("none");
		assertThat(print("command -v sh")).isEqualTo(Outside.tools().resolve("sh").toString());
		assertThat(Outside.has("sh")).isTrue();
		assertThat(Outside.has("log-archiver")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/log-archiver/environment", "set -a; . /etc/log-archiver/nightly.yaml",
			"/usr/local/bin/log-archiver", "--state=/var/lib/log-archiver", "/opt/log-archiver/scripts/log-archiver" })
	void noProcessIsToldOfWhatIsInstalled(String argument) {
		assertThatIllegalArgumentException().isThrownBy(() -> Outside.process(List.of("echo", argument)))
			.withMessageEndingWith(argument);
	}

	@Test
	void nobodyElseStartsProcessesOrReadsTheEnvironment() {
		// neither what is called nor what is inherited has to be loaded for that
		ArchConfiguration.withThreadLocalScope((configuration) -> {
			configuration.setResolveMissingDependenciesFromClassPath(false);
			ArchRuleDefinition.noClasses()
				.that()
				.doNotBelongToAnyOf(Outside.class)
				.and()
				// a program of the measurements
				.haveSimpleNameNotEndingWith("BenchS3")
				.should()
				.callMethod(System.class, "getenv", String.class)
				.orShould()
				.callConstructor(ProcessBuilder.class, String[].class)
				.orShould()
				.callConstructor(ProcessBuilder.class, List.class)
				.orShould()
				.callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec"))))
				.check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
		});
	}

}
