package dev.logarchiver.deployment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kustomizations hang together, and what they render is what is meant.
 */
class KustomizationTests {

	private static final String POD = "/spec/jobTemplate/spec/template";

	private static final String CONTAINER = "/spec/containers/0";

	static List<Kustomization> rendered() {
		return Kustomization.rendered();
	}

	private static Kustomization of(String path) {
		return new Kustomization(Documents.KUBERNETES.resolve(path));
	}

	@Test
	void everyNamedFileIsThereAndEveryFileIsNamed() {
		Set<Path> named = new TreeSet<>();
		Kustomization.all().forEach((each) -> {
			assertThat(each.named()).allSatisfy((file) -> assertThat(file).exists());
			named.addAll(each.named());
			named.add(each.directory().resolve("kustomization.yaml"));
		});
		named.removeIf(Files::isDirectory);
		assertThat(named).containsExactlyElementsOf(new TreeSet<>(Documents.files("")));
	}

	@ParameterizedTest
	@MethodSource("rendered")
	void oneImageIsUsedAndNoSecretIsWritten(Kustomization kustomization) {
		List<JsonNode> documents = kustomization.render();
		JsonNode image = of("base").content().at("/images/0");
		assertThat(documents.stream().flatMap((document) -> document.findValuesAsString("image").stream()))
			.containsExactly(image.path("newName").asString() + ":" + image.path("newTag").asString());
		assertThat(documents).noneMatch((document) -> "Secret".equals(document.path("kind").asString()))
			.allSatisfy((document) -> assertThat(document.at("/metadata/labels/app.kubernetes.io~1name").asString())
				.isEqualTo("log-archiver"));
	}

	@Test
	void theImageIsNamedInOnePlace() {
		assertThat(Documents.kubernetes("base/cronjob.yaml").at(POD + CONTAINER + "/image").asString())
			.isEqualTo(of("base").content().at("/images/0/name").asString());
		assertThat(Documents.files(".yaml")).filteredOn((file) -> Documents.text(file).contains("image: "))
			.containsExactly(Documents.KUBERNETES.resolve("base/cronjob.yaml"));
	}

	@Test
	void theRequestsOfJobsAreNamedInOnePlaceAndThoseOfPagesInAnother() {
		assertThat(Documents.files(".yaml")).filteredOn((file) -> Documents.text(file).contains("memory: "))
			.containsExactly(Documents.KUBERNETES.resolve("base/cronjob.yaml"),
					Documents.KUBERNETES.resolve("serve/deployment.yaml"));
	}

	@Test
	void onPostgresqlThePodKeepsNothingAndItsPasswordIsInASecret() {
		JsonNode pod = of("overlays/postgresql").render("CronJob").at(POD);
		assertThat(volume(pod, "data").has("emptyDir")).isTrue();
		assertThat(variable(pod, "SPRING_DATASOURCE_URL").path("value").asString()).startsWith("jdbc:postgresql://");
		for (String name : List.of("USERNAME", "PASSWORD")) {
			assertThat(variable(pod, "SPRING_DATASOURCE_" + name).at("/valueFrom/secretKeyRef/name").asString())
				.isEqualTo("log-archiver-database");
		}
	}

	@Test
	void onAVolumeTheDataOutlivesThePod() {
		Kustomization overlay = of("overlays/h2-volume");
		JsonNode volume = volume(overlay.render("CronJob").at(POD), "data");
		JsonNode claim = overlay.render("PersistentVolumeClaim");
		assertThat(volume.has("emptyDir")).isFalse();
		assertThat(volume.at("/persistentVolumeClaim/claimName")).isEqualTo(claim.at("/metadata/name"));
		assertThat(claim.at("/spec/accessModes/0").asString()).isEqualTo("ReadWriteOnce");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "h2-volume" })
	void theBackfillIsTheCronJobButForWhatItDoes(String name) {
		JsonNode cronJob = of("overlays/" + name).render("CronJob");
		JsonNode backfill = of("backfill/" + name).render("Job");
		ObjectNode container = (ObjectNode) backfill.at("/spec/template" + CONTAINER);
		assertThat(container.path("args"))
			.isEqualTo(Documents.kubernetes("backfill/job/job.yaml").at("/spec/template" + CONTAINER + "/args"));
		container.set("args", cronJob.at(POD + CONTAINER + "/args"));
		assertThat(backfill.at("/spec/template")).isEqualTo(cronJob.at(POD));
		assertThat(backfill.at("/spec/podFailurePolicy"))
			.isEqualTo(cronJob.at("/spec/jobTemplate/spec/podFailurePolicy"));
		assertThat(of("backfill/" + name).render())
			.noneMatch((document) -> "CronJob".equals(document.path("kind").asString()));
	}

	@Test
	void thePagesAreThoseOfTheArchiveOfTheCronJob() {
		JsonNode job = of("overlays/postgresql").render("CronJob").at(POD);
		JsonNode pages = of("serve").render("Deployment").at("/spec/template");
		assertThat(pages.at("/spec/securityContext")).isEqualTo(job.at("/spec/securityContext"));
		assertThat(pages.at("/spec/serviceAccountName")).isEqualTo(job.at("/spec/serviceAccountName"));
		assertThat(pages.at(CONTAINER + "/envFrom")).isEqualTo(job.at(CONTAINER + "/envFrom"));
		assertThat(pages.at(CONTAINER + "/securityContext")).isEqualTo(job.at(CONTAINER + "/securityContext"));
		assertThat(pages.at(CONTAINER + "/args/1")).isEqualTo(job.at(CONTAINER + "/args/1"));
		assertThat(volume(pages, "job")).isEqualTo(volume(job, "job"));
		for (String name : List.of("URL", "USERNAME", "PASSWORD")) {
			assertThat(variable(pages, "SPRING_DATASOURCE_" + name))
				.isEqualTo(variable(job, "SPRING_DATASOURCE_" + name));
		}
		assertThat(of("serve").render()).noneMatch((document) -> "CronJob".equals(document.path("kind").asString()));
	}

	@Test
	void eachShardHasAPodThatIsOtherwiseTheSame() {
		JsonNode one = of("overlays/postgresql").render("CronJob");
		JsonNode cronJob = of("overlays/shards").render("CronJob");
		JsonNode job = cronJob.at("/spec/jobTemplate/spec");
		int shards = Integer.parseInt(variable(cronJob.at(POD), "ARCHIVER_SHARDS").path("value").asString());
		assertThat(job.path("completionMode").asString()).isEqualTo("Indexed");
		assertThat(List.of(job.path("completions").asInt(), job.path("parallelism").asInt())).containsOnly(shards);
		ArrayNode variables = (ArrayNode) cronJob.at(POD + CONTAINER + "/env");
		variables.removeIf((each) -> "ARCHIVER_SHARDS".equals(each.path("name").asString()));
		assertThat(cronJob.at(POD)).isEqualTo(one.at(POD));
		// Kubernetes appends the tick, and to the names of the pods their numbers
		String name = cronJob.at("/metadata/name").asString() + "-29692140-" + (shards - 1);
		assertThat(name).hasSizeLessThanOrEqualTo(63);
	}

	/** Whatever ends all, or one, ends a Job without shards. */
	@Test
	void aShardIsTriedAgainWhereOneProcessIs() {
		JsonNode one = of("overlays/postgresql").render("CronJob").at("/spec/jobTemplate/spec");
		JsonNode job = of("overlays/shards").render("CronJob").at("/spec/jobTemplate/spec");
		assertThat(job.path("backoffLimitPerIndex")).isEqualTo(one.path("backoffLimit"));
		assertThat(job.has("backoffLimit")).isFalse();
		List<String> actions = List.of("FailJob", "FailIndex");
		assertThat(codes(job, actions)).containsExactlyInAnyOrderElementsOf(codes(one, actions));
		assertThat(codes(job, List.of("FailJob"))).containsExactly(2, 4);
		assertThat(job.at("/podFailurePolicy/rules/2")).isEqualTo(one.at("/podFailurePolicy/rules/1"));
	}

	private static List<Integer> codes(JsonNode job, List<String> actions) {
		return job.at("/podFailurePolicy/rules")
			.valueStream()
			.filter((rule) -> actions.contains(rule.path("action").asString()))
			.flatMap((rule) -> rule.at("/onExitCodes/values").valueStream())
			.map(JsonNode::asInt)
			.toList();
	}

	@Test
	void oneContainerServesThePagesAndRunsTheJobsOfTheVolume() {
		Kustomization kustomization = of("serve-jobs");
		JsonNode deployment = kustomization.render("Deployment");
		JsonNode pod = deployment.at("/spec/template");
		assertThat(pod.at(CONTAINER + "/args").valueStream().map(JsonNode::asString)).startsWith("serve")
			.contains("--jobs=/etc/log-archiver/job",
					of("serve").render("Deployment").at("/spec/template" + CONTAINER + "/args/1").asString());
		assertThat(pod.at(CONTAINER + "/env").findValuesAsString("name"))
			.noneMatch((name) -> name.startsWith("SPRING_DATASOURCE"))
			.contains("CORECLAW_API_KEY_FILE");
		JsonNode job = of("overlays/h2-volume").render("CronJob").at(POD);
		assertThat(volume(pod, "data")).isEqualTo(volume(job, "data"));
		assertThat(volume(pod, "secret")).isEqualTo(volume(job, "secret"));
		assertThat(kustomization.render("PersistentVolumeClaim"))
			.isEqualTo(of("overlays/h2-volume").render("PersistentVolumeClaim"));
		// two pods would wait for each other
		assertThat(deployment.at("/spec/strategy/type").asString()).isEqualTo("Recreate");
		assertThat(kustomization.render()).noneMatch((document) -> "CronJob".equals(document.path("kind").asString()));
	}

	private static JsonNode volume(JsonNode pod, String name) {
		return named(pod.at("/spec/volumes"), name);
	}

	private static JsonNode variable(JsonNode pod, String name) {
		return named(pod.at(CONTAINER + "/env"), name);
	}

	private static JsonNode named(JsonNode list, String name) {
		return list.valueStream().filter((each) -> name.equals(each.path("name").asString())).findFirst().orElseThrow();
	}

}
