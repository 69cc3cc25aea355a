package dev.logarchiver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import ch.qos.logback.core.encoder.Encoder;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.logarchiver.documentation.MadePart;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.context.annotation.Scope;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The layout is the data flow: each package imports only packages above it.
 */
class ArchitectureTests {

	private static final ApplicationModules MODULES = ApplicationModules.of(LogArchiverApplication.class);

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.logarchiver");

	@Test
	void everyPackageImportsOnlyPackagesAboveIt() {
		MODULES.verify();
	}

	@Test
	void theDocumentedDiagramIsThatOfTheCode() throws IOException {
		new MadePart("architecture.md", "modules").assertIs(diagram());
	}

	/**
	 * The modules and what each uses, leaving out what it uses through another anyway.
	 */
	private static String diagram() {
		Set<String> arrows = new TreeSet<>();
		for (ApplicationModule module : MODULES) {
			for (String used : uses(module)) {
				boolean indirect = uses(module).stream().anyMatch((other) -> usesOf(other).contains(used));
				if (!indirect) {
					arrows.add("    " + module.getIdentifier() + " --> " + used + "\n");
				}
			}
		}
		return "```mermaid\nflowchart BT\n" + String.join("", arrows) + "```\n";
	}

	private static List<String> usesOf(String module) {
		return uses(MODULES.getModuleByName(module).orElseThrow());
	}

	private static List<String> uses(ApplicationModule module) {
		return module.getDependencies(MODULES, DependencyDepth.IMMEDIATE)
			.stream()
			.map((dependency) -> dependency.getTargetModule().getIdentifier().toString())
			.distinct()
			.sorted()
			.toList();
	}

	@Test
	void whatIsPublicIsUsedByAnotherPackage() {
		Set<String> unused = CLASSES.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
			.filter((type) -> !type.isEquivalentTo(LogArchiverApplication.class))
			// made of templates, and looked up by their names
			.filter((type) -> !type.getPackageName().equals("dev.logarchiver.web.templates"))
			// made by its name, in logback-spring.xml
			.filter((type) -> !type.isAssignableTo(Encoder.class))
			.filter((type) -> !isUsedOutside(type) && !isTold(type))
			.map(JavaClass::getName)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(unused).isEmpty();
	}

	private static boolean isUsedOutside(JavaClass type) {
		return CLASSES.stream()
			.filter((part) -> part.equals(type) || part.getName().startsWith(type.getName() + "$"))
			.flatMap((part) -> part.getDirectDependenciesToSelf().stream())
			.anyMatch((use) -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
	}

	/**
	 * Whether others meet the type by what they use: as an exception, or in the signature
	 * of another public type.
	 */
	private static boolean isTold(JavaClass type) {
		return type.isAssignableTo(Throwable.class) || type.getDirectDependenciesToSelf()
			.stream()
			.map(Dependency::getOriginClass)
			.filter((user) -> !user.equals(type) && user.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap((user) -> user.getMethods().stream())
			.filter((method) -> method.getModifiers().contains(JavaModifier.PUBLIC))
			.anyMatch((method) -> method.getAllInvolvedRawTypes().contains(type));
	}

	/**
	 * Commands that only read don't search for them.
	 */
	@Test
	void thePartsOfTheApplicationAreListed() throws IOException {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(Component.class));
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		// what belongs to another part comes with that
		List<String> found = scan.findCandidateComponents("dev.logarchiver")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.filter((name) -> !name.contains("$") && CLASSES.contain(name))
			// those are searched for
			.filter((name) -> !name.startsWith("dev.logarchiver.web."))
			.map((name) -> kind(CLASSES.get(name)) + " " + name)
			.sorted()
			.toList();
		Path listed = Path.of("src/main/resources/META-INF/log-archiver.parts");
		Files.write(Path.of("target/log-archiver.parts"), found);
		assertThat(Files.readAllLines(listed)).as("after 'cp target/log-archiver.parts %s' it has all", listed)
			.isEqualTo(found);
	}

	private static String kind(JavaClass part) {
		if (part.isAnnotatedWith(Configuration.class)) {
			return part.isAnnotatedWith(Role.class) ? "infrastructure" : "configuration";
		}
		return part.isAnnotatedWith(ConfigurationProperties.class) ? "settings"
				: part.isAnnotatedWith(Scope.class) ? "step" : "component";
	}

	@Test
	void onlyTheStoreKnowsTheAwsSdkAndOnlyStateAndLedgerKnowSql() {
		assertThat(packagesThatUse("software.amazon.awssdk.")).containsExactly("dev.logarchiver.store.s3");
		assertThat(packagesThatUse("org.springframework.jdbc.")).containsExactly("dev.logarchiver.ledger",
				"dev.logarchiver.ledger.notices", "dev.logarchiver.ledger.runs", "dev.logarchiver.ledger.survey",
				"dev.logarchiver.state");
		assertThat(packagesThatUse("org.apache.hc.")).containsExactly("dev.logarchiver.coreclaw",
				"dev.logarchiver.coreclaw.download", "dev.logarchiver.network");
		assertThat(packagesThatUse("org.springframework.batch.")).containsExactly("dev.logarchiver.execution",
				"dev.logarchiver.execution.history", "dev.logarchiver.job", "dev.logarchiver.job.window");
		assertThat(packagesThatUse("picocli.")).containsExactly("dev.logarchiver.cli");
		assertThat(packagesThatUse("jakarta.servlet.")).allMatch((name) -> name.startsWith("dev.logarchiver.web"));
		assertThat(packagesThatUse("org.springframework.web."))
			.allMatch((name) -> name.startsWith("dev.logarchiver.web"));
		assertThat(packagesThatUse("io.micrometer.")).containsExactly("dev.logarchiver.metrics");
		assertThat(packagesThatUse("dk.brics.")).containsExactlyInAnyOrder("dev.logarchiver.lines.pattern",
				"dev.logarchiver.lines.errors");
	}

	/** A stream of rows keeps its connection until it is closed, a list gives it back. */
	@Test
	void nobodyStreamsRows() {
		assertThat(CLASSES.stream()
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter((call) -> call.getTargetOwner().getName().startsWith("org.springframework.jdbc.")
					&& Set.of("stream", "queryForStream").contains(call.getName()))
			.map(JavaCall::getDescription)).isEmpty();
	}

	private static Set<String> packagesThatUse(String prefix) {
		return CLASSES.stream()
			.filter((type) -> type.getDirectDependenciesFromSelf()
				.stream()
				.anyMatch((dependency) -> dependency.getTargetClass().getName().startsWith(prefix)))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
