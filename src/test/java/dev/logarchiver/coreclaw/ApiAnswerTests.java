package dev.logarchiver.coreclaw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import dev.logarchiver.coreclaw.ApiFailure.Verdict;
import dev.logarchiver.coreclaw.ApiTransport.Answer;
import dev.logarchiver.pace.RetryAfter;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API's answers mean.
 */
class ApiAnswerTests {

	private static final Instant NOW = Instant.parse("2026-06-14T10:00:00Z");

	@Test
	void opensASuccessfulEnvelope() {
		assertThat(read(200, "{\"code\": 0, \"data\": {\"count\": 1}, \"request_id\": \"r1\"}"))
			.isInstanceOfSatisfying(Envelope.class, (envelope) -> {
				assertThat(envelope.data().path("count").asInt()).isEqualTo(1);
				assertThat(envelope.requestId()).isEqualTo("r1");
			});
	}

	@Test
	void keepsAllThatThePlatformSays() {
		ApiFailure failure = failure(422,
				"{\"code\": 11000, \"message\": \"bad\\u001b\", \"details\": [\"one\", {\"two\": 2}], \"request_id\": \"r\\n1\"}");
		assertThat(failure.text()).isEqualTo("HTTP 422, code 11000: bad\\u001b; one; {\"two\":2} (request r\\n1)");
		assertThat(failure.verdict()).isEqualTo(Verdict.FAIL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>", "[]", "{}", "{\"code\": null}", "{\"code\": 0" })
	void takesNothingElseForAnEnvelope(String body) {
		assertThat(failure(200, body).code()).isEqualTo("malformed_answer");
		assertThat(failure(502, body).code()).isEqualTo("http_502");
	}

	@Test
	void takesNoErrorStatusForSuccess() {
		assertThat(failure(500, "{\"code\": 0}").code()).isEqualTo("http_500");
		assertThat(failure(302, "{\"code\": 0}").verdict()).isEqualTo(Verdict.FAIL);
	}

	@ParameterizedTest
	@CsvSource({ "200, 10000, RETRY", "500, 14000, RETRY", "200, 30003, RETRY", "200, 13000, SLOW_DOWN",
			"429, 99999, SLOW_DOWN", "200, 11004, NO_RUN", "404, 70001, NO_RUN", "404, 50001, FAIL", "200, 11000, FAIL",
			"200, 16000, FAIL", "401, 12001, KEY_REJECTED", "200, 12002, KEY_REJECTED", "401, 99999, KEY_REJECTED",
			"408, 99999, RETRY", "503, 99999, RETRY", "403, 99999, FAIL" })
	void followsTheErrorTable(int status, int code, Verdict verdict) {
		assertThat(failure(status, "{\"code\": " + code + "}").verdict()).isEqualTo(verdict);
		assertThat(failure(status, "{\"code\": \"" + code + "\"}").verdict()).isEqualTo(verdict);
	}

	@ParameterizedTest
	@CsvSource({ "7, PT7S", "0, PT0S", "-3, PT0S", "1.5, PT1.5S", "99999, PT10M", "1e300, PT10M",
			"'Sun, 14 Jun 2026 10:00:30 GMT', PT30S", "'Sun, 14 Jun 2026 09:00:00 GMT', PT0S" })
	void readsHowLongToWait(String header, Duration wait) {
		assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "Sun, 99 Jun 2026 10:00:30 GMT" })
	void readsNoOtherFormsOfWaiting(String header) {
		assertThat(RetryAfter.parse(header, NOW)).isNull();
	}

	@Test
	void findsTheRunInAnUrl() {
		assertThat(url("https://s.example.com/runs/01KKDXV2G26BT7NH4ZQR2R4NPZ/logs.txt").runInUrl())
			.hasValue(new RunId("01KKDXV2G26BT7NH4ZQR2R4NPZ"));
		assertThat(url("https://s.example.com/01KKDXV2G26BT7NH4ZQR2R4NPZ/01KKDXV2G26BT7NH4ZQR2R4NPZ.log").runInUrl())
			.isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://s.example.com/log/all_log_0f8fad5b-d9cb-469f-a165-70867728950e_1760000000000",
			"https://s.example.com/x?run=01KKDXV2G26BT7NH4ZQR2R4NPZ", "https://s.example.com",
			"https://s.example.com/01KKDXV2G26BT7NH4ZQR2R4NPZ/01KKDXV2G26BT7NH4ZQR2R4NPA" })
	void findsNoRunWhereTheUrlDoesNotNameOne(String url) {
		assertThat(url(url).runInUrl()).isEmpty();
		assertThat(new LogAnswer(null, Preview.NONE, null).runInUrl()).isEmpty();
	}

	private static LogAnswer url(String url) {
		return new LogAnswer(URI.create(url), Preview.NONE, null);
	}

	private static ApiFailure failure(int status, String body) {
		return (ApiFailure) read(status, body);
	}

	private static Object read(int status, String body) {
		return Envelope.read(new Answer(status, parse(body), null, null));
	}

	private static @Nullable JsonNode parse(String body) {
		try {
			return AnswerParser.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
