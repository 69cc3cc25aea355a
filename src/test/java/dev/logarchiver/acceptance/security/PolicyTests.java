package dev.logarchiver.acceptance.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The IAM policy that {@code doctor --policy} prints permits all that the program asks of
 * a bucket, and nothing else.
 */
class PolicyTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final long MORE_THAN_A_PART = 17 * 1024 * 1024;

	private final World world = new World();

	@AfterEach
	void end() {
		this.world.close();
	}

	private static void call(int code, String... arguments) {
		Result result = Program.call(arguments);
		assertThat(result.code()).as(result.toString()).isEqualTo(code);
	}

	@Test
	void permitsAllThatTheProgramDoesAndNothingElse() {
		Policy policy = new Policy(Program.call("doctor", "--policy").json());
		FaultyProxy store = this.world.set("archiver.store.compression", "none").wayToStore();
		store.answer(400, "<Error><Code>InvalidRequest</Code></Error>",
				(request) -> request.path().contains("cut") && request.target().contains("partNumber=2"), ALWAYS);
		store.answer(403, "<Error><Code>AccessDenied</Code></Error>",
				(request) -> !policy.permits(Access.of(request)) || isOfMissingObject(request), ALWAYS);

		assertThat(Program.call("doctor").output()).doesNotContain("FAILED", "note");
		SimulatedRun run = this.world.platform().worker("w").run(JUNE).running().log("started\n");
		call(0, "run", "--worker", "w");
		run.append("going on\n");
		call(0, "run", "--worker", "w");
		run.finished("succeeded", JUNE.plusSeconds(60));
		this.world.platform().worker("large").run(JUNE).log(Content.repeated((byte) '.', MORE_THAN_A_PART));
		call(0, "run", "--worker", "w", "--worker", "large");
		this.world.platform().worker("cut").run(JUNE).log(Content.repeated((byte) '.', MORE_THAN_A_PART));
		call(3, "run", "--worker", "cut");
		call(0, "cat", "w");
		call(0, "link", "w");
		call(0, "verify", "--read-data");
		this.world.delete(this.world.keys().getFirst());
		call(0, "verify", "--repair");
		this.world.loseLedger();
		call(0, "reindex");
		call(0, "verify");
		assertThat(this.world.keys()).hasSize(2);
		assertThat(this.world.uploads()).isEmpty();

		Set<Access> made = store.requests().stream().map(Access::of).collect(Collectors.toSet());
		assertThat(made).allMatch(policy::permits);
		assertThat(made.stream().map(Access::action).collect(Collectors.toSet())).isEqualTo(policy.actions());
	}

	/**
	 * To whoever may list a part of the bucket only, AWS says of an object that isn't
	 * there, that it can't be read.
	 */
	private boolean isOfMissingObject(Request request) {
		return Access.of(request).action().equals("s3:GetObject")
				&& this.world.keys().stream().noneMatch((key) -> decoded(request.path()).endsWith("/" + key));
	}

	private static String decoded(String path) {
		return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			s3://my-bucket/coreclaw   | eu-central-1 | arn:aws:s3:::my-bucket    | /coreclaw/*     | coreclaw/*
			s3://my-bucket/a/b/       | cn-north-1   | arn:aws-cn:s3:::my-bucket | /a/b/*          | a/b/*
			s3://my-bucket            | eu-central-1 | arn:aws:s3:::my-bucket    | /*              | ''
			s3://my-bucket/starred*   | eu-central-1 | arn:aws:s3:::my-bucket    | /starred${*}/*  | starred${*}/*
			""")
	void isForTheStoreAlone(String store, String region, String bucket, String keys, String prefix) {
		this.world.unset("aws.endpointUrlS3").set("aws.region", region);
		JsonNode policy = Program.call("doctor", "--policy", "--store", store).json();
		assertThat(policy.path("Version").asString()).isEqualTo("2012-10-17");
		assertThat(policy.path("Statement")).hasSize(3)
			.allSatisfy((statement) -> assertThat(statement.path("Effect").asString()).isEqualTo("Allow"));
		assertThat(policy.at("/Statement/0/Resource").asString()).isEqualTo(bucket + keys);
		assertThat(policy.at("/Statement/1/Resource").asString()).isEqualTo(bucket);
		assertThat(policy.at("/Statement/1/Condition/StringLike/s3:prefix").asString("")).isEqualTo(prefix);
		assertThat(policy.at("/Statement/2/Resource").asString()).isEqualTo(bucket);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			archiver.store.s3.tags                    | worker      | s3:PutObjectTagging
			archiver.retention.rules[0].keep-within   | 90d         | s3:DeleteObjectVersion s3:ListBucketVersions
			archiver.store.s3.kms-key-id              | 1234-abcd   | kms:GenerateDataKey kms:Decrypt
			archiver.store.s3.object-lock.mode        | compliance  | s3:DeleteObjectVersion s3:ListBucketVersions \
				s3:PutObjectRetention s3:GetObjectRetention s3:PutObjectLegalHold s3:GetObjectLegalHold \
				s3:GetBucketObjectLockConfiguration
			""")
	void permitsMoreOnlyWhereItIsConfigured(String setting, String value, String actions) {
		Set<String> before = new Policy(Program.call("doctor", "--policy").json()).actions();
		this.world.set(setting, value);
		if (setting.contains("lock")) {
			this.world.set("archiver.store.s3.object-lock.retain", "90d");
		}
		if (setting.contains("kms")) {
			this.world.set("archiver.store.s3.sse", "kms");
		}
		Set<String> after = new Policy(Program.call("doctor", "--policy").json()).actions();
		assertThat(after).containsAll(before);
		after.removeAll(before);
		assertThat(after).containsExactlyInAnyOrder(actions.split("\\s+"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			arn:aws:kms:eu-central-1:1:key/2       | arn:aws:kms:eu-central-1:1:key/2 |
			1234-abcd                              | arn:aws:kms:*:*:key/1234-abcd    |
			alias/logs                             | arn:aws:kms:*:*:key/*            | alias/logs
			arn:aws:kms:eu-central-1:1:alias/logs  | arn:aws:kms:*:*:key/*            | alias/logs
			""")
	void permitsTheUseOfTheKeyAlone(String key, String resource, @Nullable String alias) {
		this.world.set("archiver.store.s3.sse", "kms").set("archiver.store.s3.kms-key-id", key);
		JsonNode statement = Program.call("doctor", "--policy").json().at("/Statement/3");
		assertThat(statement.path("Resource").asString()).isEqualTo(resource);
		assertThat(statement.at("/Condition/ForAnyValue:StringEquals/kms:ResourceAliases").asString(""))
			.isEqualTo((alias != null) ? alias : "");
	}

	@Test
	void needsNeitherAKeyNorAServerNorADatabase() {
		this.world.unset("CORECLAW_API_KEY")
			.unset("aws.accessKeyId")
			.set("aws.endpointUrlS3", "http://127.0.0.1:1")
			.set("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/db");
		call(0, "doctor", "--policy");
		assertThat(this.world.state()).doesNotExist();
	}

	@Test
	void thereIsNoneForADirectory() {
		Result result = Program.call("doctor", "--policy", "--store", "file:archive");
		assertThat(result.code()).isEqualTo(2);
		assertThat(result.bytes()).isEmpty();
		assertThat(result.errors())
			.isEqualTo("log-archiver: archiver.store.uri (--store) names the directory archive, which needs no policy: "
					+ "name a bucket, such as s3://bucket/prefix\n");
	}

	/**
	 * What a request needs.
	 *
	 * @param action the action in IAM's words
	 * @param resource bucket, or bucket and key
	 * @param prefix the prefix of a listing
	 */
	private record Access(String action, String resource, String prefix) {

		static Access of(Request request) {
			String resource = decoded(request.path()).substring(1).replaceAll("/$", "");
			boolean object = resource.contains("/");
			boolean upload = request.parameter("uploadId") != null;
			String prefix = request.parameter("prefix");
			String action = switch (request.method()) {
				case "HEAD" -> "s3:GetObject";
				case "GET" -> object ? (upload ? "s3:ListMultipartUploadParts" : "s3:GetObject")
						: (request.target().contains("uploads") ? "s3:ListBucketMultipartUploads"
								: request.target().contains("versioning") ? "s3:GetBucketVersioning" : "s3:ListBucket");
				case "PUT", "POST" -> "s3:PutObject";
				case "DELETE" -> upload ? "s3:AbortMultipartUpload" : "s3:DeleteObject";
				default -> "none";
			};
			return new Access(action, resource, (prefix != null) ? prefix : "");
		}

	}

	/**
	 * A policy document, as IAM reads it.
	 *
	 * @param document the document
	 */
	private record Policy(JsonNode document) {

		Set<String> actions() {
			Set<String> actions = new HashSet<>();
			this.document.path("Statement")
				.forEach((statement) -> statement.path("Action").forEach((action) -> actions.add(action.asString())));
			return actions;
		}

		boolean permits(Access access) {
			return this.document.path("Statement").valueStream().anyMatch((statement) -> permits(statement, access));
		}

		private static boolean permits(JsonNode statement, Access access) {
			JsonNode prefix = statement.at("/Condition/StringLike/s3:prefix");
			return statement.path("Action")
				.valueStream()
				.anyMatch((action) -> action.asString().equals(access.action()))
					&& fits(statement.path("Resource").asString(), "arn:aws:s3:::" + access.resource())
					&& (prefix.isMissingNode() || fits(prefix.asString(), access.prefix()));
		}

		private static boolean fits(String pattern, String text) {
			return text.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
		}

	}

}
