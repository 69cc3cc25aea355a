package dev.logarchiver.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.kubernetes.client.custom.Quantity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the CronJob says agrees with the program and its image.
 */
class CronJobTests {

	private static final JsonNode CRON_JOB = Documents.kubernetes("base/cronjob.yaml");

	private static final JsonNode JOB = CRON_JOB.at("/spec/jobTemplate/spec");

	private static final JsonNode POD = JOB.at("/template/spec");

	private static final JsonNode CONTAINER = POD.at("/containers/0");

	@Test
	void oneTickRunsAtATimeAndALateOneIsMadeUpFor() {
		assertThat(CRON_JOB.at("/spec/concurrencyPolicy").asString()).isEqualTo("Forbid");
		// the controller looks every ten seconds, and would miss each tick
		assertThat(CRON_JOB.at("/spec/startingDeadlineSeconds").asInt()).isGreaterThan(10);
		assertThat(Duration.ofSeconds(JOB.path("activeDeadlineSeconds").asLong())).isLessThan(Duration.ofDays(1));
		assertThat(CRON_JOB.at("/metadata/name").asString()).hasSizeLessThanOrEqualTo(52);
	}

	@Test
	void theScheduleIsThatOfTheJobDefinition() {
		JsonNode definition = Documents.kubernetes("base/nightly.yaml");
		assertThat(CRON_JOB.at("/spec/schedule")).isEqualTo(definition.at("/archiver/job/schedule"));
		// in which the tick in the Job's name is told
		assertThat(CRON_JOB.at("/spec/timeZone").asString()).isEqualTo("Etc/UTC");
	}

	@Test
	void aDisruptionDoesNotCountAndAPodIsNeverStartedAgainByItsNode() {
		assertThat(POD.path("restartPolicy").asString()).isEqualTo("Never");
		assertThat(JOB.path("backoffLimit").asInt()).isPositive();
		JsonNode disruption = JOB.at("/podFailurePolicy/rules/1");
		assertThat(disruption.path("action").asString()).isEqualTo("Ignore");
		assertThat(disruption.at("/onPodConditions/0/type").asString()).isEqualTo("DisruptionTarget");
		assertThat(disruption.at("/onPodConditions/0/status").asString()).isEqualTo("True");
	}

	@Test
	void thePodHasTimeToDrain() {
		JsonNode settings = JsonMapper.shared()
			.readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json"))
			.path("properties");
		String drain = settings.valueStream()
			.filter((setting) -> "archiver.drain-timeout".equals(setting.path("name").asString()))
			.map((setting) -> setting.path("defaultValue").asString())
			.findFirst()
			.orElseThrow();
		assertThat(Duration.ofSeconds(POD.path("terminationGracePeriodSeconds").asLong()))
			.isGreaterThanOrEqualTo(DurationStyle.detectAndParse(drain).multipliedBy(2));
	}

	@Test
	void theUserIsThatOfTheImage() {
		Matcher user = Pattern.compile("(?m)^USER (\\d+):(\\d+)$").matcher(Documents.text(Path.of("Dockerfile")));
		assertThat(user.find()).isTrue();
		JsonNode security = POD.path("securityContext");
		assertThat(security.path("runAsUser").asString()).isEqualTo(user.group(1));
		assertThat(security.path("runAsGroup").asString()).isEqualTo(user.group(2));
		assertThat(security.path("fsGroup").asString()).isEqualTo(user.group(2));
	}

	@Test
	void thePodSatisfiesTheRestrictedStandard() {
		assertThat(POD.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
		assertThat(POD.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
		JsonNode security = CONTAINER.path("securityContext");
		assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
		assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
		assertThat(security.at("/capabilities/drop").valueStream().map(JsonNode::asString)).containsExactly("ALL");
		assertThat(security.at("/capabilities").has("add")).isFalse();
		assertThat(POD.path("automountServiceAccountToken").asBoolean(true)).isFalse();
	}

	@Test
	void onlyTheDataIsWritable() {
		assertThat(CONTAINER.path("volumeMounts").valueStream())
			.filteredOn((mount) -> !mount.path("readOnly").asBoolean(false))
			.extracting((mount) -> mount.path("mountPath").asString())
			.containsExactly("/data");
		assertThat(Documents.text(Path.of("Dockerfile"))).contains("VOLUME /data\n");
		assertThat(variable("ARCHIVER_STATE_DIR")).startsWith("/data/");
	}

	@Test
	void everyVolumeIsThereAndMounted() {
		List<String> mounted = CONTAINER.path("volumeMounts").findValuesAsString("name");
		assertThat(POD.path("volumes").valueStream().map((volume) -> volume.path("name").asString()))
			.containsExactlyInAnyOrderElementsOf(mounted);
		assertThat(POD.path("serviceAccountName"))
			.isEqualTo(Documents.kubernetes("base/service-account.yaml").at("/metadata/name"));
	}

	@Test
	void memoryIsLimitedAndProcessorTimeIsNot() {
		assertThat(CONTAINER.at("/resources/limits").propertyNames()).containsExactly("memory");
		assertThat(CONTAINER.at("/resources/requests").propertyNames()).containsExactlyInAnyOrder("cpu", "memory",
				"ephemeral-storage");
	}

	@Test
	void theSpoolIsLimitedAndRoomForItAskedFor() {
		String limit = POD.path("volumes")
			.valueStream()
			.filter((volume) -> "data".equals(volume.path("name").asString()))
			.map((volume) -> volume.at("/emptyDir/sizeLimit").asString())
			.findFirst()
			.orElseThrow();
		String asked = CONTAINER.at("/resources/requests/ephemeral-storage").asString();
		assertThat(Quantity.fromString(limit).getNumber()).isGreaterThan(Quantity.fromString(asked).getNumber());
	}

	private static String variable(String name) {
		return CONTAINER.path("env")
			.valueStream()
			.filter((each) -> name.equals(each.path("name").asString()))
			.map((each) -> each.path("value").asString(""))
			.findFirst()
			.orElseThrow();
	}

}
