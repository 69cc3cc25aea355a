package dev.logarchiver.store;

import java.nio.file.Path;
import java.time.Duration;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.store.s3.S3Clients;
import dev.logarchiver.store.spool.Compression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store's address is understood, or refused with a remedy and without its secrets.
 */
class StoreLocationTests {

	@ParameterizedTest
	@CsvSource({ "s3://logs, logs, ''", "s3://logs/, logs, ''", "s3://logs/a, logs, a/", "s3://logs/a/b/, logs, a/b/",
			"s3://my.logs-2026/a b/c=d, my.logs-2026, a b/c=d/", "s3://logs/..a/b.., logs, ..a/b../",
			"s3://Old_Bucket/p@x, Old_Bucket, p@x/" })
	void readsABucketAndItsPrefix(String uri, String bucket, String prefix) {
		assertThat(StoreLocation.parse(uri)).isEqualTo(new StoreLocation.Bucket(bucket, prefix));
	}

	@ParameterizedTest
	@CsvSource({ "file:data, data", "file:./data/x, ./data/x", "file:/var/logs, /var/logs",
			"file:///var/logs, /var/logs", "file:/with space/%20, /with space/%20" })
	void readsADirectory(String uri, String path) {
		assertThat(StoreLocation.parse(uri)).isEqualTo(new StoreLocation.Directory(Path.of(path)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logs", "/var/logs", "s3:logs", "S3://logs", "https://logs.s3.amazonaws.com/x",
			"gs://logs" })
	void refusesOtherAddresses(String uri) {
		assertRefused(uri, "expected s3://bucket/prefix or file:DIRECTORY");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3://", "s3:///x", "s3://a", "s3://-logs", "s3://localhost:9000/logs",
			"s3://logs?region=x", "s3://lo gs", "s3://logs\n" })
	void refusesWhatIsNoBucket(String uri) {
		assertRefused(uri, "expected s3://bucket/prefix, with neither credentials nor a host");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3://logs//a", "s3://logs/a//b", "s3://logs/../a", "s3://logs/a/./b", "s3://logs/a/..",
			"s3://logs/ü", "s3://logs/a\\b", "s3://logs/a?x=y", "s3://logs/a%20b", "s3://logs/a#b", "s3://logs/a{}" })
	void refusesAPrefixThatToolsWouldChange(String uri) {
		assertRefused(uri, "the prefix may hold");
	}

	@Test
	void refusesAPrefixThatLeavesNoRoomForKeys() {
		assertThat(StoreLocation.parse("s3://logs/" + "p".repeat(511))).isNotNull();
		assertRefused("s3://logs/" + "p".repeat(512), "the prefix may have 512 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:", "file: ", "file://host/share", "file:nul\0" })
	void refusesWhatIsNoDirectory(String uri) {
		assertRefused(uri, "director");
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3://AKIA:top/secret@logs/x", "s3://AKIA:top-secret@logs",
			"https://me:top-secret@host/logs", "s3:AKIA:top-secret@logs", "AKIA:top-secret@logs",
			"s3://logs?secret=top-secret", "s3://A:to@p/secret@b", "s3://A:x/\ntop-secret@b" })
	void neverShowsCredentials(String uri) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> StoreLocation.parse(uri))
			.withMessageContaining("archiver.store.uri")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void escapesWhatItQuotes() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> StoreLocation.parse("\u001b[31m"))
			.withMessageContaining("\\u001b[31m");
	}

	@Test
	void isCheckedWithTheSettings() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> properties("logs", Duration.ofSeconds(60)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT25H" })
	void isWaitedForAReasonableTime(Duration putTimeout) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> properties(null, putTimeout))
			.withMessageContaining("archiver.store.put-timeout");
	}

	private static StoreProperties properties(@Nullable String uri, Duration putTimeout) {
		return new StoreProperties(uri, Compression.GZIP, putTimeout, Duration.ofMillis(500), Duration.ofMinutes(10),
				"1%", S3Clients.settings(null, null));
	}

	@Test
	void isADirectoryWhereNothingIsSet() {
		StoreProperties properties = properties(null, Duration.ofSeconds(60));
		assertThat(properties.location(Path.of("data/archive")))
			.isEqualTo(new StoreLocation.Directory(Path.of("data/archive")));
	}

	private static void assertRefused(String uri, String remedy) {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> StoreLocation.parse(uri))
			.withMessageContaining("archiver.store.uri (--store) is '")
			.withMessageContaining(remedy);
	}

}
