package dev.logarchiver.acceptance.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.logarchiver.acceptance.pages.RawRequest;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.simulation.SimulatedWorker;
import dev.logarchiver.state.OtherProcess;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ServedPages;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the platform's callbacks are worth to {@code serve --jobs}.
 */
@Timeout(120)
class CallbackTests {

	private static final String SECRET = "s3cret_of-the-callbacks_0123456789abcdef";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final World world = world().set("archiver.coreclaw.max-attempts", "1")
		.set("archiver.lock-timeout", "200ms");

	private final Instant now = Instant.now();

	private final SimulatedWorker shop = this.world.platform().worker("acme/shop").slug("w-shop-17");

	private Path job;

	World world() {
		return new World();
	}

	@BeforeEach
	void archiveOnce() {
		this.shop.run(this.now.minusSeconds(7200));
		this.world.platform().worker("acme/other");
		this.job = job("acme/shop", "acme/other");
		this.world.set("archiver.callbacks.secret-file", this.world.file("secret", SECRET + "\n").toString());
		tick();
		this.world.platform().forgetCalls();
	}

	@AfterEach
	void end() {
		this.world.close();
	}

	/** One that never comes due. */
	private Path job(String... workers) {
		return this.world.file("jobs/nightly.yaml", """
				archiver:
				  job:
				    name: nightly
				    schedule: "0 0 29 2 *"
				  workers:
				    ids: [%s]
				""".formatted(String.join(", ", workers)));
	}

	private Path directory(String name) {
		return this.world.state().resolveSibling(name);
	}

	private void tick() {
		Result result = Program.call("run", "--config", this.job.toString());
		assertThat(result.code()).as(result.toString()).isZero();
	}

	private ServedPages serve() {
		return ServedPages.start("--jobs", directory("jobs").toString());
	}

	private static URI callbacks(ServedPages pages) {
		return pages.uri("/callbacks/" + SECRET);
	}

	private SimulatedRun begin(SimulatedWorker worker, ServedPages pages) {
		return worker.run(this.now.minusSeconds(60)).running().callbackUrl(callbacks(pages));
	}

	private void awaitObject(SimulatedRun run) {
		Awaitility.await().atMost(PATIENCE).until(() -> isArchived(run));
	}

	private boolean isArchived(SimulatedRun run) {
		return this.world.keys().stream().anyMatch((key) -> key.contains(run.slug() + ".log"));
	}

	private static HttpResponse<String> post(ServedPages pages, URI url, String body, String... headers) {
		return pages.send(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)), headers);
	}

	private static String body(String slug) {
		return "{\"run_slug\":\"" + slug + "\",\"run_status\":\"succeeded\"}";
	}

	private long callsFor(String slug) {
		return this.world.platform().apiCalls().stream().filter((call) -> call.target().contains(slug)).count();
	}

	private List<JsonNode> executions(String job) {
		return Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> Program.call("executions", "--json"), (result) -> result.code() == 0)
			.json()
			.valueStream()
			.filter((execution) -> execution.path("job").asString().equals(job))
			.toList();
	}

	private void awaitEnd() {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> executions("callbacks").stream()
				.anyMatch((execution) -> execution.path("status").asString().equals("COMPLETED")));
	}

	@Test
	void aRunThatEndsIsArchivedByAnExecutionOfItsOwn() {
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages).status("running");
			run.finished("succeeded", this.now);
			assertThat(run.callbackAnswers()).containsExactly(202, 202);
			awaitObject(run);
			awaitEnd();
		}
		assertThat(executions("callbacks")).singleElement().satisfies((execution) -> {
			assertThat(execution.path("command").asString()).isEqualTo("run");
			assertThat(execution.path("workers").asInt()).isEqualTo(1);
			assertThat(execution.path("status").asString()).isEqualTo("COMPLETED");
		});
		assertThat(executions("nightly")).hasSize(1);
	}

	@Test
	void theTicksAndWhatIsSaidOfThemAreNotDisturbed() {
		String before = Program.call("status", "--json").json().path("execution").toString();
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages);
			run.finished("failed", this.now);
			awaitObject(run);
			awaitEnd();
		}
		JsonNode status = Program.call("status", "--json").json();
		assertThat(status.path("execution").toString()).isEqualTo(before);
		assertThat(status.path("workers").size()).isEqualTo(2);
		this.world.platform().forgetCalls();
		tick();
		assertThat(this.world.platform().count(Endpoint.DOWNLOAD)).as("the tick has nothing to do").isZero();
	}

	@Test
	void aRunThatIsNotTheLastAnyMoreIsArchivedToo() {
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages);
			SimulatedRun next = this.shop.run(this.now.minusSeconds(10)).running();
			run.finished("succeeded", this.now);
			awaitObject(run);
			Awaitility.await().atMost(PATIENCE).until(() -> isArchived(next) || partial(next));
		}
	}

	private boolean partial(SimulatedRun run) {
		return this.world.keys().stream().anyMatch((key) -> key.contains(run.slug() + ".partial"));
	}

	@Test
	void aPartialLogIsFinished() {
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages).log("so far\n");
			post(pages, callbacks(pages), "{\"run_slug\":\"" + run.slug() + "\"}");
			Awaitility.await().atMost(PATIENCE).until(() -> partial(run));
			run.log("so far\nand on\n").finished("succeeded", this.now);
			Awaitility.await().atMost(PATIENCE).until(() -> isArchived(run) && !partial(run));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ready", "running", "aborting" })
	void aStateThatIsNotTheLastCostsNothing(String status) {
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages).status(status);
			assertThat(run.callbackAnswers()).containsExactly(202);
			SimulatedRun other = this.world.platform()
				.worker("acme/other")
				.run(this.now.minusSeconds(30))
				.callbackUrl(callbacks(pages))
				.status("succeeded");
			awaitObject(other);
			assertThat(callsFor(run.slug())).isZero();
		}
	}

	@Test
	void whoDoesNotKnowTheSecretFindsNothing() {
		try (ServedPages pages = serve()) {
			String slug = this.shop.run(this.now.minusSeconds(60)).slug();
			for (String path : List.of("/callbacks/", "/callbacks/x", "/callbacks/" + SECRET.toUpperCase(Locale.ROOT),
					"/callbacks/" + SECRET + "/", "/callbacks/" + SECRET.substring(1), "/callbacks/" + SECRET + ";x=1",
					"/callbacks//" + SECRET, "//callbacks/" + SECRET, "/x/../callbacks/" + SECRET,
					"/callbacks/%73" + SECRET.substring(1))) {
				HttpResponse<String> answer = post(pages, URI.create("http://127.0.0.1:" + pages.port() + path),
						body(slug));
				assertThat(answer.statusCode()).as(path).isIn(400, 404);
				assertThat(answer.body()).as(path).doesNotContain(SECRET.substring(1));
			}
			assertThat(pages.get("/callbacks/wrong").statusCode()).isEqualTo(404);
			HttpResponse<String> read = pages.get("/callbacks/" + SECRET);
			assertThat(read.statusCode()).isEqualTo(405);
			assertThat(read.headers().firstValue("Allow")).contains("POST");
			assertThat(read.body()).isEmpty();
			assertThat(callsFor(slug)).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "null", "\"run\"", "{\"run_slug\":\"\"}", "{\"run_slug\":\"../x\"}",
			"{\"run_slug\":17}", "{\"run_slug\":\"a b\"}", "{\"run_slug\":[\"x\"]}", "run_slug=x", "{\"run\":\"x\"}",
			"{\"run_slug\":\"0123456789012345678901234567890123456789012345678901234567890123456789\"}" })
	void whatIsNoCallbackIsRefused(String body) {
		try (ServedPages pages = serve()) {
			assertThat(post(pages, callbacks(pages), body).statusCode()).isEqualTo(400);
		}
		assertThat(this.world.platform().apiCalls()).isEmpty();
	}

	@Test
	void aLargeBodyIsRefused() {
		try (ServedPages pages = serve()) {
			String slug = this.shop.runs().getFirst().slug();
			assertThat(post(pages, callbacks(pages), body(slug).replace("}", ",\"x\":\"" + "x".repeat(20_000) + "\"}"))
				.statusCode()).isEqualTo(413);
			assertThat(post(pages, callbacks(pages), body(slug).replace("}", ",\"x\":\"" + "x".repeat(9000) + "\"}"))
				.statusCode()).isEqualTo(202);
		}
	}

	@Test
	void forgedRunsCostSoManyCallsAnHour() {
		this.world.set("archiver.callbacks.max-per-hour", "25");
		try (ServedPages pages = serve()) {
			for (int i = 0; i < 40; i++) {
				assertThat(post(pages, callbacks(pages), body("forged-" + i)).statusCode()).isEqualTo(202);
			}
			Awaitility.await().atMost(PATIENCE).until(() -> callsFor("forged-") >= 3);
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			assertThat(run.callbackAnswers()).containsExactly(202);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> Program.call("run", "--config", this.job.toString()).code() == 0);
			awaitObject(run);
		}
		assertThat(callsFor("forged-")).isEqualTo(3);
		assertThat(executions("callbacks")).isEmpty();
	}

	@Test
	void theSameCallbackAgainCostsNothing() {
		try (ServedPages pages = serve()) {
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			awaitObject(run);
			awaitEnd();
			long calls = callsFor(run.slug());
			run.status("succeeded").status("succeeded");
			SimulatedRun other = this.world.platform()
				.worker("acme/other")
				.run(this.now.minusSeconds(30))
				.callbackUrl(callbacks(pages))
				.status("succeeded");
			awaitObject(other);
			assertThat(callsFor(run.slug())).isEqualTo(calls);
		}
	}

	@Test
	void theRunOfAForeignWorkerIsLeftAlone() {
		SimulatedRun foreign = this.world.platform().worker("acme/foreign").run(this.now.minusSeconds(60));
		try (ServedPages pages = serve()) {
			foreign.callbackUrl(callbacks(pages)).status("succeeded");
			Awaitility.await().atMost(PATIENCE).until(() -> callsFor(foreign.slug()) == 1);
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			awaitObject(run);
		}
		assertThat(callsFor(foreign.slug())).isEqualTo(1);
		assertThat(this.world.keys()).noneMatch((key) -> key.contains("foreign"));
	}

	@Test
	void aKeyThatIsRejectedEndsNothing() {
		try (ServedPages pages = serve()) {
			this.world.platform().failApi(Fault.error(PlatformError.KEY_INVALID));
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			Awaitility.await().atMost(PATIENCE).until(() -> callsFor(run.slug()) == 1);
			this.world.heal();
			SimulatedRun other = this.world.platform()
				.worker("acme/other")
				.run(this.now.minusSeconds(30))
				.callbackUrl(callbacks(pages))
				.status("succeeded");
			awaitObject(other);
		}
	}

	@Test
	void theyWaitWhileAnotherProcessHasTheDatabase() throws IOException {
		Assumptions.assumeTrue(this.world.database().isEmpty());
		try (ServedPages pages = serve()) {
			SimulatedRun run;
			try (OtherProcess _ = OtherProcess.holding(this.world.state(), "run --job other")) {
				run = begin(this.shop, pages).finished("succeeded", this.now);
				assertThat(run.callbackAnswers()).containsExactly(202);
			}
			awaitObject(run);
		}
	}

	@Test
	void aJobThatRunsMeanwhileDoesNotLoseThem() {
		SimulatedRun slow = this.world.platform()
			.worker("acme/other")
			.run(this.now.minusSeconds(600))
			.fail(Endpoint.DOWNLOAD, Fault.delay(Duration.ofSeconds(5)));
		try (ServedPages pages = serve()) {
			Thread tick = Thread.ofPlatform().start(this::tick);
			Awaitility.await().atMost(PATIENCE).until(() -> callsFor("other") > 0);
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			awaitObject(run);
			Awaitility.await().atMost(PATIENCE).until(() -> !tick.isAlive());
			awaitObject(slow);
		}
	}

	@Test
	void theyNeedNoHostNameAndNoLogin() {
		this.world.set("archiver.web.users-file",
				this.world.file("users", "ann:$2y$04$" + "a".repeat(53) + "\n").toString());
		try (ServedPages pages = ServedPages.startOn("0.0.0.0", "--jobs", directory("jobs").toString())) {
			SimulatedRun run = begin(this.shop, pages).finished("succeeded", this.now);
			assertThat(run.callbackAnswers()).containsExactly(202);
			awaitObject(run);
			String request = "POST %s HTTP/1.1\nHost: logs.example.com\nContent-Length: 0".formatted("/callbacks/%s");
			assertThat(RawRequest.send(pages.port(), request.formatted(SECRET)).status()).isEqualTo(400);
			assertThat(RawRequest.send(pages.port(), request.formatted("wrong")).status()).isEqualTo(404);
			assertThat(RawRequest.send(pages.port(), "GET / HTTP/1.1\nHost: logs.example.com").status()).isEqualTo(403);
		}
	}

	@Test
	void noAccessLogHasTheSecret() throws IOException {
		Path directory = directory("access");
		this.world.set("server.tomcat.accesslog.enabled", "true")
			.set("server.tomcat.accesslog.directory", directory.toString())
			.set("server.tomcat.accesslog.buffered", "false");
		try (ServedPages pages = serve()) {
			for (URI url : List.of(callbacks(pages), pages.uri("/x/../callbacks/" + SECRET),
					pages.uri("/callbacks/" + SECRET + "/x"))) {
				post(pages, url, body("x"));
				pages.send(HttpRequest.newBuilder(url));
			}
			pages.get("/livez");
			Awaitility.await().atMost(PATIENCE).until(() -> accessLog(directory).contains("/livez"));
			assertThat(accessLog(directory)).doesNotContain("callbacks");
		}
	}

	private static String accessLog(Path directory) throws IOException {
		StringBuilder text = new StringBuilder();
		try (Stream<Path> files = Files.list(directory)) {
			for (Path file : files.toList()) {
				text.append(Files.readString(file));
			}
		}
		return text.toString();
	}

	@Test
	void withoutASecretOrJobsThereAreNone() {
		try (ServedPages pages = ServedPages.start()) {
			assertThat(post(pages, callbacks(pages), body("x")).statusCode()).isEqualTo(404);
		}
		this.world.unset("archiver.callbacks.secret-file");
		try (ServedPages pages = serve()) {
			assertThat(post(pages, callbacks(pages), body("x")).statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "short", "0123456789012345678901234567890 ", "with/slash/0123456789012345678901234567" })
	void aSecretThatCannotBeUsedIsSaidWithoutIt(String secret) {
		Path file = this.world.file("bad", secret);
		this.world.set("archiver.callbacks.secret-file", file.toString());
		Result result = Program.call("serve", "--listen", "127.0.0.1:0", "--jobs", directory("jobs").toString());
		assertThat(result.code()).as(result.toString()).isEqualTo(2);
		assertThat(result.errors()).contains("archiver.callbacks.secret-file", file.toString(), "openssl rand");
		if (!secret.isBlank()) {
			assertThat(result.errors()).doesNotContain(secret.strip());
		}
	}

}
