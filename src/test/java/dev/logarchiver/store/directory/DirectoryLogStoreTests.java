package dev.logarchiver.store.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.LogStoreContract;
import dev.logarchiver.store.NoSuchObjectException;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Logs in a directory.
 */
class DirectoryLogStoreTests extends LogStoreContract {

	private static final ObjectKey KEY = Samples.KEY;

	private static final String UPLOAD = "0e6a39a4-6d3c-4a0f-9b2e-5d1f2c3b4a59";

	@Override
	public LogStore create() {
		return new DirectoryLogStore(root());
	}

	private Path root() {
		return this.temporary.resolve("archive");
	}

	private Path file(ObjectKey key) {
		return root().resolve(key.value());
	}

	@Override
	public void writeForeign(String key, String content) {
		try {
			Path file = root().resolve(key);
			Files.createDirectories(file.getParent());
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Set<String> everything() {
		if (!Files.exists(root())) {
			return Set.of();
		}
		try (Stream<Path> files = Files.walk(root())) {
			return files.filter((file) -> !Files.isDirectory(file))
				.map((file) -> root().relativize(file).toString())
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void namesTheDirectory() {
		assertThat(this.store.uri()).isEqualTo("file:" + root());
	}

	@Test
	void keepsTheObjectAsAFileAndItsMetadataHidden() {
		put(KEY, this.samples.of("x"));
		assertThat(everything()).hasSize(2)
			.contains(KEY.value())
			.anySatisfy((name) -> assertThat(name).matches(".*/\\.[^/]*\\.log\\.gz\\.[0-9]+\\.json"));
	}

	@Test
	void leavesOneMetadataFileWhenItReplaces() {
		for (String text : List.of("a", "b", "c")) {
			Sample sample = this.samples.of(text);
			this.store.replace(KEY.asPartial(), sample.text(), sample.metadata());
		}
		assertThat(everything()).hasSize(2);
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void letsOnlyTheOwnerRead() throws IOException {
		put(KEY, this.samples.of("x"));
		try (Stream<Path> files = Files.walk(root())) {
			assertThat(files)
				.allSatisfy((file) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
		}
	}

	@Test
	void leavesHiddenFilesOutOfTheList() {
		writeForeign(".hidden", "x");
		writeForeign(".git/config", "x");
		writeForeign("worker=w/.DS_Store", "x");
		assertThat(keys()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../outside", "a/../../outside", "a/../b", "./a", "/etc/passwd", ".hidden",
			"a/.hidden", ".git/config", "nul\0" })
	void refusesKeysThatLeadOutOrToHiddenFiles(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.find(key));
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.open(key));
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.abort(key, UPLOAD));
	}

	@Test
	void refusesToFollowALinkAmongItsDirectories() throws IOException {
		Path outside = Files.createDirectories(this.temporary.resolve("outside"));
		Files.createDirectories(root());
		Files.createSymbolicLink(root().resolve("worker=" + Samples.WORKER), outside);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(KEY, this.samples.of("x")))
			.withMessageContaining("link")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_denied"));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.open(KEY));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.delete(KEY));
		assertThat(outside).isEmptyDirectory();
		assertThat(keys()).isEmpty();
	}

	@Test
	void doesNotFollowALinkInPlaceOfAnObject() throws IOException {
		Path outside = Files.writeString(this.temporary.resolve("outside.txt"), "outside");
		Files.createDirectories(file(KEY).getParent());
		Files.createSymbolicLink(file(KEY), outside);
		assertThat(this.store.find(KEY)).isEmpty();
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> this.store.open(KEY));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(KEY, this.samples.of("x")));
		this.store.delete(KEY);
		assertThat(keys()).isEmpty();
		assertThat(everything()).containsExactly(KEY.value());
		assertThat(outside).hasContent("outside");
	}

	@Test
	void worksBelowALink() throws IOException {
		Path real = Files.createDirectories(this.temporary.resolve("real"));
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), real);
		try (LogStore linked = new DirectoryLogStore(link)) {
			Sample sample = this.samples.of("x");
			linked.check();
			assertStored(linked.put(KEY, sample.text(), sample.metadata()));
			assertThat(linked.find(KEY)).isPresent();
			assertThat(real.resolve(KEY.value())).isRegularFile();
		}
	}

	@Test
	void failsOnlyTheObjectWhoseDirectoryIsAFile() {
		writeForeign("worker=" + Samples.WORKER, "in the way");
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(KEY, this.samples.of("x")))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_error"));
	}

	@Test
	void failsOnlyTheObjectWhoseNameIsTooLongForTheFileSystem() {
		WorkerId worker = new WorkerId("o".repeat(128) + "~" + "n".repeat(128));
		ObjectKey key = new ObjectKey(worker, null, new RunId("r"), 1, false, Compression.GZIP);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(key, this.samples.of("x")))
			.withMessageContaining("name too long")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_error"));
	}

	@Test
	void findsTheMetadataAlsoWhereACopyLostTheTimes() throws IOException {
		Sample sample = this.samples.of("x");
		put(KEY, sample);
		Files.setLastModifiedTime(file(KEY), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
		assertHolds(KEY, sample);
	}

	@Test
	void takesBrokenMetadataForNone() throws IOException {
		put(KEY, this.samples.of("x"));
		String sidecar = everything().stream().filter((name) -> name.endsWith(".json")).findAny().orElseThrow();
		for (String broken : List.of("{\"worker-id\": ", "", "null", "[]", "{\"a\": null}", "{\"a\": {}}",
				"{\"a\": \"" + "x".repeat(100_000) + "\"}")) {
			Files.writeString(root().resolve(sidecar), broken);
			assertThat(this.store.find(KEY)).hasValueSatisfying((object) -> assertThat(object.metadata()).isEmpty());
		}
		Files.delete(root().resolve(sidecar));
		Files.createDirectory(root().resolve(sidecar));
		assertThat(this.store.find(KEY)).hasValueSatisfying((object) -> assertThat(object.metadata()).isEmpty());
	}

	@Test
	void showsOneVersionOrTheOtherWhileItReplaces() throws Exception {
		ObjectKey key = Samples.key(Compression.NONE).asPartial();
		List<Sample> versions = Stream.of("", "x", "yy")
			.map((text) -> this.samples.of(Compression.NONE, text.getBytes(US_ASCII)))
			.toList();
		put(key, versions.getFirst());
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<?> replacing = threads.submit(() -> {
				for (int i = 0; i < 100; i++) {
					Sample version = versions.get(i % versions.size());
					this.store.replace(key, version.text(), version.metadata());
				}
			});
			while (!replacing.isDone()) {
				StoredObject found = this.store.find(key).orElseThrow();
				assertThat(LogMetadata.of(found.metadata()).size()).isEqualTo(found.size());
			}
			replacing.get();
		}
	}

	@Test
	void showsAndRemovesWhatAKilledProcessLeft() throws IOException {
		writeForeign("worker=w/date=2026-06-14/.r.log.gz." + UPLOAD + ".tmp", "half");
		assertThat(this.store.openUploads()).singleElement().satisfies((upload) -> {
			assertThat(upload.key()).isEqualTo("worker=w/date=2026-06-14/r.log.gz");
			assertThat(upload.uploadId()).isEqualTo(UPLOAD);
		});
		assertThat(keys()).isEmpty();
		this.store.abort("worker=w/date=2026-06-14/r.log.gz", UPLOAD);
		this.store.abort("worker=w/date=2026-06-14/r.log.gz", UPLOAD);
		assertThat(everything()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "../../x", "VXBsb2FkIElE" })
	void refusesToAbortWhatIsNoUploadOfADirectory(String uploadId) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.abort(KEY.value(), uploadId));
	}

	@Test
	void createsTheDirectoryThatIsMissing() {
		this.store.check();
		assertThat(root()).isDirectory();
	}

	@Test
	void saysThatTheStoreIsAFile() throws IOException {
		Files.writeString(root(), "a file");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(this.store::check)
			.withMessageContaining(root().toString())
			.withMessageContaining("not a directory")
			.withMessageContaining("archiver.store.uri");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void saysThatTheDirectoryCannotBeCreated() {
		try (LogStore impossible = new DirectoryLogStore(Path.of("/proc/" + UUID.randomUUID()))) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(impossible::check)
				.withMessageContaining("/proc/")
				.withMessageContaining("can't be created")
				.withMessageContaining("archiver.store.uri");
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void saysThatTheDirectoryCannotBeWritten() throws IOException {
		Files.createDirectory(root(),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-x------")));
		assumeFalse(Files.isWritable(root()), "root may write everywhere");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(this.store::check)
			.withMessageContaining("can't be written")
			.withMessageContaining("permissions");
	}

}
