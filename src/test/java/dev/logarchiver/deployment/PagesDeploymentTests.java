package dev.logarchiver.deployment;

import java.nio.file.Path;
import java.util.List;

import io.kubernetes.client.custom.Quantity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What serves the pages in a cluster agrees with the program and its image.
 */
class PagesDeploymentTests {

	private static final JsonNode DEPLOYMENT = Documents.kubernetes("serve/deployment.yaml");

	private static final JsonNode SERVICE = Documents.kubernetes("serve/service.yaml");

	private static final JsonNode POD = DEPLOYMENT.at("/spec/template/spec");

	private static final JsonNode CONTAINER = POD.at("/containers/0");

	@Test
	void othersReachItAtThePortOfTheImage() {
		String port = CONTAINER.at("/ports/0/containerPort").asString();
		assertThat(CONTAINER.path("args").valueStream().map(JsonNode::asString)).startsWith("serve")
			.contains("--listen=0.0.0.0:" + port);
		assertThat(Documents.text(Path.of("Dockerfile"))).contains("\nEXPOSE " + port + "\n");
		assertThat(SERVICE.at("/spec/ports/0/targetPort")).isEqualTo(CONTAINER.at("/ports/0/name"));
		assertThat(SERVICE.at("/spec/type").asString("ClusterIP")).isEqualTo("ClusterIP");
	}

	@Test
	void theServiceLeadsToItsPods() {
		JsonNode labels = DEPLOYMENT.at("/spec/template/metadata/labels");
		assertThat(DEPLOYMENT.at("/spec/selector/matchLabels")).isEqualTo(labels);
		assertThat(SERVICE.at("/spec/selector")).isEqualTo(labels);
		// jobs have none
		assertThat(labels.has("app.kubernetes.io/component")).isTrue();
	}

	@Test
	void itIsReadyWhenItSaysSoItself() {
		for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
			JsonNode request = CONTAINER.path(probe).path("httpGet");
			assertThat(request.path("path").asString())
				.isEqualTo(probe.equals("readinessProbe") ? "/readyz" : "/livez");
			assertThat(request.path("port")).isEqualTo(CONTAINER.at("/ports/0/name"));
			// another Host would be refused; that of the kubelet is the pod's address
			assertThat(request.propertyNames()).containsExactlyInAnyOrder("path", "port");
		}
	}

	@Test
	void theUsersAreInASecret() {
		assertThat(variable("ARCHIVER_WEB_USERS_FILE")).startsWith(mount("users") + "/");
		assertThat(POD.path("volumes").valueStream())
			.filteredOn((volume) -> volume.path("name").asString().equals("users"))
			.singleElement()
			.satisfies((volume) -> assertThat(volume.has("secret")).isTrue());
		assertThat(variable("ARCHIVER_WEB_HOSTS")).isEqualTo("logs.example.com");
	}

	@Test
	void itHasNoKeyOfThePlatform() {
		assertThat(DEPLOYMENT.toString()).doesNotContain("CORECLAW");
	}

	@Test
	void onlyTheDataIsWritableAndItIsLimited() {
		assertThat(CONTAINER.path("volumeMounts").valueStream())
			.filteredOn((each) -> !each.path("readOnly").asBoolean(false))
			.extracting((each) -> each.path("mountPath").asString())
			.containsExactly("/data");
		assertThat(variable("ARCHIVER_STATE_DIR")).startsWith("/data/");
		assertThat(POD.path("volumes").valueStream().map((volume) -> volume.path("name").asString()))
			.containsExactlyInAnyOrderElementsOf(CONTAINER.path("volumeMounts").findValuesAsString("name"));
		assertThat(Quantity.fromString(POD.at("/volumes/0/emptyDir/sizeLimit").asString()).getNumber()).isPositive();
		assertThat(CONTAINER.at("/resources/limits").propertyNames()).containsExactly("memory");
	}

	@Test
	void thePodSatisfiesTheRestrictedStandard() {
		JsonNode security = CONTAINER.path("securityContext");
		assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
		assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
		assertThat(security.at("/capabilities/drop").valueStream().map(JsonNode::asString)).containsExactly("ALL");
		assertThat(POD.path("automountServiceAccountToken").asBoolean(true)).isFalse();
	}

	private static String mount(String volume) {
		return CONTAINER.path("volumeMounts")
			.valueStream()
			.filter((each) -> volume.equals(each.path("name").asString()))
			.map((each) -> each.path("mountPath").asString())
			.findFirst()
			.orElseThrow();
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
