package dev.logarchiver.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is meant for Kubernetes has the fields that Kubernetes has, and no others.
 */
class PublishedTypesTests {

	private static final Path CRON_JOB = Documents.KUBERNETES.resolve("base/cronjob.yaml");

	private static final List<String> SETTINGS = List.of("kustomization.yaml", "nightly.yaml");

	static List<Path> files() {
		return Documents.files(".yaml")
			.stream()
			.filter((file) -> !SETTINGS.contains(file.getFileName().toString()))
			.toList();
	}

	static List<Kustomization> rendered() {
		return Kustomization.rendered();
	}

	@ParameterizedTest
	@MethodSource("files")
	void aFileFits(Path file) {
		Set<Path> patches = Kustomization.all()
			.stream()
			.flatMap((each) -> each.patches().stream())
			.collect(Collectors.toSet());
		JsonNode document = Documents.of(file);
		assertThat(
				patches.contains(file) ? PublishedTypes.problemsOfPatch(document) : PublishedTypes.problems(document))
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("rendered")
	void whatIsRenderedFits(Kustomization kustomization) {
		assertThat(kustomization.render()).hasSizeGreaterThan(3)
			.allSatisfy((document) -> assertThat(PublishedTypes.problems(document)).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					concurrencyPolicy: Forbid  | concurencyPolicy: Forbid    | is no field of V1CronJobSpec
					onExitCodes:               | onExitCode:                 | is no field of V1PodFailurePolicyRule
					readOnlyRootFilesystem:    | readOnlyRootFileSystem:     | is no field of V1SecurityContext
					restartPolicy: Never       | restartPolicy: [Never]      | is no java.lang.String but ["Never"]
					backoffLimit: 6            | backoffLimit: six           | is no java.lang.Integer but "six"
					runAsNonRoot: true         | runAsNonRoot: "yes"         | is no java.lang.Boolean but "yes"
					memory: 512Mi              | memory: 512MB               | is no io.kubernetes.client.custom.Quantity but "512MB"
					drop: [ALL]                | drop: ALL                   | is no list
					name: JOB_NAME             | value: JOB_NAME             | .name is missing
					backoffLimit: 6            | backoffLimit:               | is null
					kind: CronJob              | kind: CronJobs              | 'CronJobs' of 'batch/v1' is no known kind
					apiVersion: batch/v1       | apiVersion: batch/v1beta1   | 'CronJob' of 'batch/v1beta1' is no known kind
					""")
	void aMistakeIsFound(String right, String wrong, String problem) {
		String text = Documents.text(CRON_JOB);
		assertThat(text).contains(right);
		JsonNode document = Documents.in(text.replace(right, wrong)).getFirst();
		assertThat(PublishedTypes.problems(document)).singleElement().asString().endsWith(problem);
	}

	@Test
	void aPatchMayLackWhatIsRequiredAndTakeAwayAFieldButHaveNoOther() {
		JsonNode patch = Documents.in("""
				apiVersion: batch/v1
				kind: CronJob
				spec:
				  timeZone: null
				  timezone: UTC
				""").getFirst();
		assertThat(PublishedTypes.problemsOfPatch(patch))
			.containsExactly("CronJob.spec.timezone is no field of V1CronJobSpec");
		assertThat(PublishedTypes.problems(patch)).hasSize(4);
	}

}
