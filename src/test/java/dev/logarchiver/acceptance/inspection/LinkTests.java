package dev.logarchiver.acceptance.inspection;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code link} gives a log to somebody who has a browser only.
 */
class LinkTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private SimulatedRun archived(Instant time, String text) {
		SimulatedRun run = this.world.platform().worker("acme~shop").run(time).log(text);
		Result result = Program.call("run", "--worker", "acme/shop");
		assertThat(result.code()).as(result.toString()).isZero();
		return run;
	}

	private static byte[] text(String url) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(URI.create(url)).build(),
					BodyHandlers.ofByteArray());
			assertThat(response.statusCode()).isEqualTo(200);
			return new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
		}
	}

	@Test
	void printsAUrlOfTheNewestOrTheNamedRunAndNothingElse() throws Exception {
		SimulatedRun old = archived(JUNE.minusSeconds(60), "old\n");
		archived(JUNE, "new\n");
		this.world.unset("CORECLAW_API_KEY");
		Result newest = Program.call("link", "acme/shop");
		assertThat(newest.code()).as(newest.toString()).isZero();
		assertThat(newest.errors()).isEmpty();
		assertThat(newest.output().lines()).singleElement()
			.satisfies((url) -> assertThat(text(url)).asString().isEqualTo("new\n"))
			.asString()
			.contains("X-Amz-Expires=3600&");
		Result named = Program.call("link", "acme~shop", "--run", old.slug(), "--expires", "7d");
		assertThat(text(named.output().strip())).asString().isEqualTo("old\n");
		assertThat(named.output()).contains("X-Amz-Expires=604800&");
	}

	@Test
	void printsJson() throws Exception {
		SimulatedRun run = archived(JUNE, "text\n");
		JsonNode link = Program.call("link", "acme/shop", "--json", "--expires", "90m").json();
		assertThat(link.propertyNames()).containsExactly("worker", "run", "key", "url", "expires_at");
		assertThat(link.path("worker").asString()).isEqualTo("acme~shop");
		assertThat(link.path("run").asString()).isEqualTo(run.slug());
		assertThat(this.world.keys()).containsExactly(link.path("key").asString());
		assertThat(text(link.path("url").asString())).asString().isEqualTo("text\n");
		assertThat(Instant.parse(link.path("expires_at").asString())).isBefore(Instant.now().plus(Duration.ofHours(2)));
	}

	@Test
	void printsThePathOfAFile() throws Exception {
		Path archive = this.world.state().resolveSibling("archive");
		this.world.set("archiver.store.uri", "file:" + archive).set("archiver.store.compression", "none");
		SimulatedRun run = archived(JUNE, "text\n");
		Result result = Program.call("link", "acme/shop");
		assertThat(result.errors()).isEmpty();
		assertThat(Path.of(result.output().strip())).startsWith(archive).hasContent("text\n");
		JsonNode link = Program.call("link", "acme/shop", "--json").json();
		assertThat(link.propertyNames()).containsExactly("worker", "run", "key", "path");
		assertThat(link.path("run").asString()).isEqualTo(run.slug());
		assertThat(Path.of(link.path("path").asString())).hasContent("text\n");
		Files.delete(Path.of(link.path("path").asString()));
		assertThat(Program.call("link", "acme/shop").code()).isEqualTo(1);
	}

	@Test
	void warnsWhereTheCredentialsMayEndBeforeTheLink() {
		archived(JUNE, "text\n");
		// the S3 server of the tests knows no session tokens
		this.world.wayToStore().answer(200, "log", (request) -> request.method().equals("HEAD"), 1);
		this.world.set("aws.sessionToken", "a-session-token");
		Result result = Program.call("link", "acme/shop");
		assertThat(result.errors().lines()).singleElement()
			.asString()
			.contains("WARN", "The link may end before ", "temporary")
			.doesNotContain("a-session-token");
		assertThat(result.output()).contains("X-Amz-Security-Token=");
	}

	@Test
	void leadsToNothingThatIsNotThere() {
		archived(JUNE, "text\n");
		Result unknown = Program.call("link", "acme/other");
		assertThat(unknown.code()).isEqualTo(2);
		assertThat(unknown.errors()).contains("Nothing is archived for Worker acme~other");
		String key = this.world.keys().getFirst();
		this.world.delete(key);
		Result gone = Program.call("link", "acme/shop");
		assertThat(gone.code()).isEqualTo(1);
		assertThat(gone.errors()).contains(key, "not in the store", "verify");
		assertThat(gone.errors().lines()).hasSize(1);
		assertThat(gone.bytes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0s", "-1h", "8d", "604801s", "3600", "500ms", "soon", "", "1h30m",
			"99999999999999999999d", "9223372036854775807d" })
	void takesOneSecondToSevenDays(String expires) {
		Result result = Program.call("link", "acme/shop", "--expires", expires);
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("--expires", "'" + expires + "'", "from 1s to 7d");
		assertThat(result.errors().lines()).hasSize(2);
		assertThat(result.bytes()).isEmpty();
	}

}
