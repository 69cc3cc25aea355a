package dev.logarchiver.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What an object says about itself can be read back.
 */
class LogMetadataTests {

	private static final String SHA_256 = "0123456789abcdef".repeat(4);

	private static final String RULES = "fedcba9876543210".repeat(4);

	private static final Instant TIME = Instant.parse("2026-06-14T10:00:00.123456789Z");

	private final LogMetadata metadata = metadata("req-1");

	private static LogMetadata metadata(@Nullable String requestId) {
		return new LogMetadata(new WorkerId("acme~x"), new RunId("r-1"), 2, SHA_256, 42, RunStatus.ABORTED, TIME,
				TIME.plusSeconds(1), requestId, TIME.plusSeconds(2), Completeness.PREVIEW, true, 7L,
				new Redacted(3, RULES));
	}

	@Test
	void writesTheEntriesThatAreDocumented() {
		assertThat(this.metadata.toMap()).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("worker-id", "acme~x"), Map.entry("run-id", "r-1"), Map.entry("revision", "2"),
				Map.entry("sha256", SHA_256), Map.entry("size", "42"), Map.entry("run-status", "aborted"),
				Map.entry("started-at", "2026-06-14T10:00:00.123456789Z"),
				Map.entry("finished-at", "2026-06-14T10:00:01.123456789Z"), Map.entry("request-id", "req-1"),
				Map.entry("archived-at", "2026-06-14T10:00:02.123456789Z"), Map.entry("completeness", "preview"),
				Map.entry("partial", "true"), Map.entry("error-lines", "7"), Map.entry("redactions", "3"),
				Map.entry("redaction-rules", RULES)));
	}

	@Test
	void readsBackWhatItWrites() {
		assertThat(LogMetadata.of(this.metadata.toMap())).isEqualTo(this.metadata);
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		LogMetadata sparse = new LogMetadata(new WorkerId("w"), new RunId("r"), 1, SHA_256, 0, RunStatus.UNKNOWN, null,
				null, null, TIME, Completeness.FULL, false, null, null);
		assertThat(sparse.toMap()).doesNotContainKeys("started-at", "finished-at", "request-id", "error-lines",
				"redactions", "redaction-rules");
		assertThat(LogMetadata.of(sparse.toMap())).isEqualTo(sparse);
	}

	@Test
	void leavesOutAnEmptyRequestId() {
		assertThat(metadata("")).isEqualTo(metadata(null));
	}

	@Test
	void staysWithinTheLimitOfS3() {
		WorkerId worker = new WorkerId("o".repeat(128) + "~" + "n".repeat(128));
		LogMetadata largest = new LogMetadata(worker, new RunId("r".repeat(64)), Integer.MAX_VALUE, SHA_256,
				Long.MAX_VALUE, RunStatus.SUCCEEDED, Instant.MIN, Instant.MAX, "\u0001".repeat(10_000), Instant.MAX,
				Completeness.PREVIEW, false, Long.MAX_VALUE, new Redacted(Long.MAX_VALUE, RULES));
		assertThat(largest.toMap()
			.entrySet()
			.stream()
			.mapToInt((entry) -> entry.getKey().length() + entry.getValue().length())
			.sum()).isLessThan(2048);
		assertThat(largest.toMap().values()).allSatisfy((value) -> assertThat(value).matches("[!-~]+"));
		assertThat(LogMetadata.of(largest.toMap())).isEqualTo(largest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker-id", "run-id", "revision", "sha256", "size", "run-status", "archived-at",
			"completeness", "partial", "redaction-rules" })
	void namesTheEntryThatIsMissing(String name) {
		Map<String, String> entries = new HashMap<>(this.metadata.toMap());
		entries.remove(name);
		assertThatIllegalArgumentException().isThrownBy(() -> LogMetadata.of(entries))
			.withMessageContaining("'" + name + "' is missing");
	}

	@ParameterizedTest
	@CsvSource({ "worker-id, a b", "run-id, a/b", "revision, x", "revision, 99999999999", "sha256, ABC", "size, 1.5",
			"started-at, yesterday", "finished-at, 0", "archived-at, ''", "request-id, %zz", "request-id, %-1",
			"completeness, most", "partial, yes", "error-lines, some", "redactions, many", "redactions, -1",
			"redaction-rules, all" })
	void namesTheEntryThatIsBad(String name, String value) {
		Map<String, String> entries = new HashMap<>(this.metadata.toMap());
		entries.put(name, value);
		assertThatIllegalArgumentException().isThrownBy(() -> LogMetadata.of(entries))
			.withMessageContaining("'" + name + "' has a bad value: '" + value + "'");
	}

	@Test
	void escapesABadValueInItsMessage() {
		Map<String, String> entries = new HashMap<>(this.metadata.toMap());
		entries.put("size", "\u001b[31m");
		assertThatIllegalArgumentException().isThrownBy(() -> LogMetadata.of(entries))
			.withMessageContaining("\\u001b[31m");
	}

	@Test
	void ignoresTheEntriesOfOthers() {
		Map<String, String> entries = new HashMap<>(this.metadata.toMap());
		entries.put("s3b-last-modified", "x");
		assertThat(LogMetadata.of(entries)).isEqualTo(this.metadata);
	}

	@Test
	void knowsTheObjectOfItsOwnAttempt() {
		Map<String, String> entries = this.metadata.toMap();
		assertThat(this.metadata.isOf(object(entries))).isTrue();
		entries.put("archived-at", TIME.toString());
		assertThat(this.metadata.isOf(object(entries))).isFalse();
		assertThat(this.metadata.isOf(object(Map.of()))).isFalse();
	}

	@Test
	void isReadWhereAServerChangesTheCaseOfNames() {
		Map<String, String> entries = new HashMap<>();
		this.metadata.toMap()
			.forEach((name, value) -> entries.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
		assertThat(LogMetadata.of(object(entries).metadata())).isEqualTo(this.metadata);
	}

	private static StoredObject object(Map<String, String> entries) {
		return new StoredObject("key", 1, null, TIME, entries);
	}

}
