package dev.logarchiver.acceptance.inspection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlatformError;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.world.Postgres;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code doctor} finds comes with what to do about it, and hides nothing else.
 */
class DoctorTests {

	private static final int ALWAYS = Integer.MAX_VALUE;

	private final World world = new World().set("archiver.coreclaw.max-attempts", "1");

	@AfterEach
	void end() {
		this.world.close();
	}

	/**
	 * Makes sure that one check fails, and only that one.
	 */
	private static void assertFails(int code, String check, String text, String remedy) {
		Result result = Program.call("doctor", "--json");
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
		assertThat(failed(result)).as(result.toString()).containsExactly(check);
		JsonNode finding = finding(result, check);
		assertThat(finding.path("text").asString()).contains(text);
		assertThat(finding.path("remedy").asString()).contains(remedy);
		assertThat(result.errors()).isEmpty();
	}

	private static List<String> failed(Result result) {
		return result.json()
			.valueStream()
			.filter((finding) -> !finding.path("ok").asBoolean())
			.map((finding) -> finding.path("check").asString())
			.toList();
	}

	private static JsonNode finding(Result result, String check) {
		return result.json()
			.valueStream()
			.filter((finding) -> finding.path("check").asString().equals(check))
			.findFirst()
			.orElseThrow();
	}

	private void storeAnswers(int status, String code, String... methods) {
		this.world.wayToStore()
			.answer(status, "<Error><Code>" + code + "</Code><Message>m</Message></Error>",
					(request) -> List.of(methods).contains(request.method()), ALWAYS);
	}

	@Test
	void whatIsWellHasNoRemedy() {
		Result result = Program.call("doctor", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(result.json().valueStream().map((finding) -> finding.path("check").asString()))
			.containsExactly("state directory", "database", "API key", "store", "redaction");
		assertThat(result.output()).doesNotContain("remedy");
		assertThat(Program.call("doctor").output()).doesNotContain("What to do", "note");
	}

	@Test
	void theTableShowsTheRemedyBelowTheFinding() {
		this.world.unset("CORECLAW_API_KEY");
		Result result = Program.call("doctor");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.output().lines().map(String::strip)).containsSequence("API key          FAILED  No API key",
				"What to do: set CORECLAW_API_KEY, or CORECLAW_API_KEY_FILE to a file that holds it");
	}

	@Test
	void aRejectedKeyIsToBeCopiedAgain() {
		this.world.set("CORECLAW_API_KEY", "wrong");
		assertFails(4, "API key", "12002", "copy the key from your CoreClaw account again into CORECLAW_API_KEY");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://127.0.0.1:1          | connection | http://127.0.0.1:1) is right and that this machine reaches it
			https://no-such-host.invalid | connection | name resolution, firewall, proxy, certificate
			ftp://x                     | CORECLAW_BASE_URL does not start with https:// | correct it, or leave it out
			""")
	void aPlatformOutOfReachIsToBeCorrectedOrReached(String url, String text, String remedy) {
		this.world.set("CORECLAW_BASE_URL", url);
		assertFails(url.startsWith("ftp") ? 2 : 1, "API key", text, remedy);
	}

	@Test
	void anotherServerInPlaceOfThePlatformIsToldApart() {
		this.world.set("CORECLAW_BASE_URL", this.world.s3().toString());
		assertFails(1, "API key", "not a JSON envelope", "what answers there isn't the API: correct CORECLAW_BASE_URL");
	}

	@Test
	void troubleOfThePlatformIsToBeWaitedFor() {
		this.world.platform().failApi(Fault.error(PlatformError.SYSTEM_ERROR));
		assertFails(1, "API key", "code 10000", "try again later");
	}

	@Test
	void aMissingBucketIsToBeCreated() {
		this.world.set("archiver.store.uri", "s3://no-such-bucket/x");
		assertFails(2, "store", "'no-such-bucket' of archiver.store.uri does not exist",
				"create it, or correct the name");
	}

	@Test
	void aStoreOutOfReachIsToBeReached() {
		this.world.set("aws.endpointUrlS3", "http://127.0.0.1:1");
		assertFails(1, "store", "at http://127.0.0.1:1 can't be reached", "AWS_ENDPOINT_URL_S3");
	}

	@Test
	void refusedCredentialsAreToBeCorrected() {
		this.world.set("aws.secretAccessKey", "wrong");
		assertFails(2, "store", "were refused", "correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
	}

	@ParameterizedTest
	@CsvSource({ "403, RequestTimeTooSkewed, because of its time, set the clock of this machine",
			"400, AuthorizationHeaderMalformed, is not in this region, set AWS_REGION to the bucket's" })
	void clockAndRegionAreToBeSet(int status, String code, String text, String remedy) {
		storeAnswers(status, code, "GET");
		assertFails(2, "store", text, remedy);
	}

	@Test
	void allThatIsDeniedIsNamedAtOnce() {
		storeAnswers(403, "AccessDenied", "GET", "DELETE");
		assertFails(2, "store", "don't permit s3:ListBucket, s3:GetObject, s3:DeleteObject at ", "'doctor --policy'");
	}

	@Test
	void whatOnlyTidyingUpNeedsIsNoted() {
		this.world.wayToStore()
			.answer(403, "<Error><Code>AccessDenied</Code></Error>", DoctorTests::concernsUploads, ALWAYS);
		Result result = Program.call("doctor", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		JsonNode store = finding(result, "store");
		assertThat(store.path("ok").asBoolean()).isTrue();
		assertThat(store.path("text").asString())
			.contains("not permitted: s3:ListBucketMultipartUploads, s3:AbortMultipartUpload");
		assertThat(store.path("remedy").asString()).contains("grant that too");
		assertThat(Program.call("doctor").output()).containsPattern("store +note +s3://");
	}

	private static boolean concernsUploads(Request request) {
		return request.target().contains("uploads") || request.target().contains("uploadId");
	}

	@Test
	void aDirectoryThatIsNoneIsToBeReplaced() {
		String file = this.world.file("file", "no directory").toString();
		this.world.set("archiver.store.uri", "file:" + file);
		assertFails(2, "store", file + " of archiver.store.uri is not a directory", "choose a different one");
	}

	@Test
	void aStateDirectoryThatIsNoneIsToBeReplaced() {
		this.world.set("archiver.state-dir", this.world.file("file", "no directory").toString());
		Result result = Program.call("doctor", "--json");
		assertThat(result.code()).isEqualTo(2);
		assertThat(failed(result)).containsExactly("state directory", "database");
		assertThat(finding(result, "state directory").path("remedy").asString())
			.isEqualTo("name another with --state or archiver.state-dir");
		assertThat(finding(result, "database").path("remedy").asString()).contains("--state");
	}

	@Test
	void aStateDirectoryOpenToEverybodyIsNoted() throws Exception {
		Path state = Files.createDirectories(this.world.state());
		Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
		Result result = Program.call("doctor", "--json");
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(finding(result, "state directory").path("remedy").asString())
			.isEqualTo("close it: chmod 700 '" + state + "'");
	}

	@Test
	void whoHoldsTheStateDirectoryIsToBeAwaited() {
		List<Result> meanwhile = new ArrayList<>();
		this.world.set("archiver.lock-timeout", "0s")
			.platform()
			.worker("slow")
			.run(Instant.parse("2026-06-15T12:00:00Z"));
		this.world.platform()
			.worker("slow")
			.afterNext(Endpoint.LAST_LOG, () -> meanwhile.add(Program.call("doctor", "--json")));
		assertThat(Program.call("run", "--worker", "slow").code()).isZero();
		Result result = meanwhile.getFirst();
		assertThat(result.code()).isEqualTo(75);
		assertThat(failed(result)).containsExactly("database");
		assertThat(finding(result, "database").path("text").asString()).contains("is in use by process ");
		assertThat(finding(result, "database").path("remedy").asString()).startsWith("wait for it to end");
	}

	@Test
	void aDamagedDatabaseIsToBeRebuilt() throws Exception {
		Files.createDirectories(this.world.state());
		this.world.file("state/log-archiver.mv.db", "no database".repeat(1000));
		assertFails(1, "database", "can't be used", "move it away, and 'reindex' rebuilds the ledger");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:postgresql://127.0.0.1:1/db | postgres | 1 | can't be used | check that the server is running
			postgres                         | nobody   | 2 | refused the user | correct spring.datasource.username
			elsewhere                        | postgres | 2 | doesn't exist | create it or correct spring.datasource.url
			mysql://x                        | postgres | 2 | doesn't begin with | jdbc:postgresql://host:5432/name
			""")
	void aDatabaseThatCannotBeUsedComesWithARemedy(String url, String user, int code, String text, String remedy) {
		String real = url.contains(":") ? url : Postgres.url(url);
		this.world.set("spring.datasource.url", real).set("spring.datasource.username", user);
		assertFails(code, "database", text, remedy);
	}

	@Test
	void aUserWhoMayNotCreateTablesNeedsToBeGrantedThat() {
		String database = Postgres.createDatabase();
		try {
			Postgres.execute(database, "REVOKE CREATE ON SCHEMA public FROM public");
			this.world.set("spring.datasource.url", database)
				.set("spring.datasource.username", Postgres.GUARDED)
				.set("spring.datasource.password", Postgres.PASSWORD);
			assertFails(2, "database", "denied the user something", "grant CREATE and USAGE on the schema");
		}
		finally {
			Postgres.drop(database);
		}
	}

	@Test
	void aBadSettingIsToldAsByEveryCommand() {
		this.world.set("archiver.concurrency", "0");
		Result result = Program.call("doctor");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.errors()).contains("archiver.concurrency is '0': give a number from 1 to 1000");
		assertThat(result.bytes()).isEmpty();
	}

	@Test
	void whatIsNoWorkerInTheListIsNoted() {
		Path list = this.world.file("list.txt", "acme/a\nacme/b/c\n");
		Path job = this.world.file("job.yaml", "archiver.workers.files: list.txt\n");
		Result result = Program.call("doctor", "--json", "--config", job.toString());
		assertThat(result.code()).as(result.toString()).isZero();
		assertThat(finding(result, "job").path("text").asString()).contains(list + ", line 2");
		assertThat(finding(result, "job").path("remedy").asString()).contains("invalid_worker_id");
	}

}
