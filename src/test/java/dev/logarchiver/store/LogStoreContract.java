package dev.logarchiver.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.s3.S3Clients;
import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What every {@link LogStore} keeps.
 */
public abstract class LogStoreContract {

	public static final int SMALL = 1000;

	/** Spooled in a file, and sent to S3 in two parts. */
	public static final int LARGE = (int) S3Clients.PART_SIZE + 100_000;

	private static final ObjectKey KEY = Samples.KEY;

	private static final int KEYS = 8;

	@TempDir
	public Path temporary;

	public Samples samples;

	public LogStore store;

	@BeforeEach
	void open() {
		this.samples = new Samples(this.temporary.resolve("spool"));
		this.store = create();
	}

	@AfterEach
	void close() {
		this.store.close();
		this.samples.close();
	}

	/**
	 * Creates a store that holds nothing.
	 */
	public abstract LogStore create();

	/**
	 * Writes an object as another program would.
	 */
	public abstract void writeForeign(String key, String content);

	/**
	 * Names everything that takes room in the store, in its own way.
	 */
	public abstract Set<String> everything();

	@ParameterizedTest
	@EnumSource
	void givesBackTheBytesThatWerePut(Compression compression) throws IOException {
		Sample sample = this.samples.of(compression, "first line\nsecond line\n".repeat(50).getBytes(US_ASCII));
		assertStored(put(Samples.key(compression), sample));
		assertHolds(Samples.key(compression), sample);
	}

	@ParameterizedTest
	@EnumSource
	void storesAnEmptyLog(Compression compression) throws IOException {
		Sample sample = this.samples.of(compression, new byte[0]);
		assertStored(put(Samples.key(compression), sample));
		assertHolds(Samples.key(compression), sample);
	}

	@ParameterizedTest
	@EnumSource
	void storesALargeLog(Compression compression) throws IOException {
		Sample sample = this.samples.of(compression, this.samples.large(LARGE).bytes());
		assertThat(sample.text().inMemory()).isFalse();
		assertStored(put(Samples.key(compression), sample));
		assertHolds(Samples.key(compression), sample);
		assertThat(this.store.openUploads()).isEmpty();
	}

	@Test
	void keepsFilesOfTheProgram() {
		ArchiveFiles files = this.store.files();
		assertThat(files.read("pruned/7.jsonl.gz")).isEmpty();
		assertThat(files.list("pruned/")).isEmpty();
		assertThat(files.create("pruned/7.jsonl.gz", new byte[] { 1 })).isTrue();
		assertThat(files.create("pruned/7.jsonl.gz", new byte[] { 2 })).isFalse();
		files.write("holds/acme~shop/R1.json", new byte[] { 3 });
		files.write("holds/acme~shop/R1.json", new byte[] { 4 });
		assertThat(files.read("pruned/7.jsonl.gz")).hasValue(new byte[] { 1 });
		assertThat(files.read("holds/acme~shop/R1.json")).hasValue(new byte[] { 4 });
		assertThat(files.list("holds/")).containsExactly("holds/acme~shop/R1.json");
		assertThat(this.store.list()).isEmpty();
		files.delete("holds/acme~shop/R1.json");
		files.delete("holds/acme~shop/R1.json");
		assertThat(files.list("holds/")).isEmpty();
	}

	@Test
	void deletesManyForGood() {
		put(KEY, this.samples.of("one\n"));
		ObjectKey missing = KEY.withRevision(7);
		assertThat(this.store.deleteForGood(List.of(missing, KEY)))
			.containsExactly(new Deletion.Deleted(missing.value()), new Deletion.Deleted(KEY.value()));
		assertThat(this.store.find(KEY)).isEmpty();
	}

	@Test
	void describesAnObjectAsItWasPut() {
		Sample sample = this.samples.of("x");
		put(KEY, sample);
		assertThat(this.store.find(KEY)).hasValueSatisfying((object) -> {
			assertThat(object.key()).isEqualTo(KEY.value());
			assertThat(object.size()).isEqualTo(sample.text().encodedSize());
			assertThat(object.metadata()).isEqualTo(sample.metadata().toMap());
			assertThat(object.lastModified()).isAfter(Instant.EPOCH);
		});
	}

	@Test
	void keepsRequestIdsThatAreNotAscii() {
		String id = "запрос 7%\t–\uD83D\uDE00\u0000";
		Sample sample = this.samples.of(Compression.GZIP, new byte[1], id);
		put(KEY, sample);
		assertThat(metadata(KEY).requestId()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void neverOverwritesAFinalObject(int size) throws IOException {
		Sample first = this.samples.large(SMALL);
		Sample second = this.samples.large(size);
		put(KEY, first);
		assertThat(put(KEY, second)).isInstanceOfSatisfying(PutResult.AlreadyThere.class,
				(there) -> assertThat(there.object()).isEqualTo(this.store.find(KEY).orElseThrow()));
		assertHolds(KEY, first);
		assertThat(this.store.openUploads()).isEmpty();
	}

	@Test
	void leavesAForeignObjectInItsPlace() throws IOException {
		writeForeign(KEY.value(), "not ours");
		assertThat(put(KEY, this.samples.of("x"))).isInstanceOfSatisfying(PutResult.AlreadyThere.class,
				(there) -> assertThat(there.object().metadata()).isEmpty());
		assertThat(this.store.open(KEY)).hasContent("not ours");
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void takesTheVerySameAttemptForStored(int size) throws IOException {
		Sample sample = this.samples.large(size);
		put(KEY, sample);
		assertStored(put(KEY, sample));
		assertHolds(KEY, sample);
	}

	@Test
	void tellsAnAttemptFromALaterOneWithTheSameBytes() {
		put(KEY, this.samples.of("same"));
		assertThat(put(KEY, this.samples.of("same"))).isInstanceOf(PutResult.AlreadyThere.class);
	}

	@ParameterizedTest
	@CsvSource({ SMALL + ", 16", LARGE + ", 4" })
	void storesOneOfManyPutsAtOnce(int size, int puts) throws Exception {
		List<Sample> all = Stream.generate(() -> this.samples.large(size)).limit(puts).toList();
		List<PutResult> results = atOnce(all.stream().<Callable<PutResult>>map((one) -> () -> put(KEY, one)).toList());
		assertThat(results).filteredOn(PutResult.Stored.class::isInstance).hasSize(1);
		int winner = results
			.indexOf(results.stream().filter(PutResult.Stored.class::isInstance).findAny().orElseThrow());
		assertHolds(KEY, all.get(winner));
		assertThat(keys()).containsExactly(KEY.value());
		assertThat(this.store.openUploads()).isEmpty();
	}

	@Test
	void storesManyKeysAtOnce() throws Exception {
		List<ObjectKey> keys = Stream.iterate(1, (number) -> number + 1).limit(KEYS).map(KEY::withRevision).toList();
		Sample sample = this.samples.large(SMALL);
		List<PutResult> results = atOnce(
				keys.stream().<Callable<PutResult>>map((key) -> () -> put(key, sample)).toList());
		assertThat(results).allSatisfy(LogStoreContract::assertStored);
		assertThat(keys()).containsExactlyInAnyOrderElementsOf(keys.stream().map(ObjectKey::value).toList());
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void replacesBytesAndMetadataOfAPartialObject(int size) throws IOException {
		ObjectKey partial = KEY.asPartial();
		put(partial, this.samples.of("before"));
		Sample after = this.samples.large(size);
		this.store.replace(partial, after.text(), after.metadata());
		assertHolds(partial, after);
		Sample last = this.samples.of("last");
		this.store.replace(partial, last.text(), last.metadata());
		assertHolds(partial, last);
		assertThat(keys()).containsExactly(partial.value());
	}

	@Test
	void replacesAPartialObjectThatIsGone() throws IOException {
		Sample sample = this.samples.of("x");
		this.store.replace(KEY.asPartial(), sample.text(), sample.metadata());
		assertHolds(KEY.asPartial(), sample);
	}

	@Test
	void refusesToReplaceAFinalObject() throws IOException {
		Sample first = this.samples.of("first");
		put(KEY, first);
		Sample second = this.samples.of("second");
		assertThatIllegalArgumentException().isThrownBy(() -> this.store.replace(KEY, second.text(), second.metadata()))
			.withMessageContaining(KEY.value());
		assertHolds(KEY, first);
	}

	@Test
	void refusesATextThatIsNotCompressedAsItsKeySays() {
		Sample sample = this.samples.of("x");
		assertThatIllegalArgumentException().isThrownBy(() -> put(Samples.key(Compression.ZSTD), sample));
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.store.replace(Samples.key(Compression.NONE).asPartial(), sample.text(), sample.metadata()));
		assertThat(everything()).isEmpty();
	}

	@Test
	void findsNothingWhereNothingIs() {
		assertThat(this.store.find(KEY)).isEmpty();
		assertThat(this.store.find("foreign")).isEmpty();
		put(KEY.withRevision(2), this.samples.of("x"));
		assertThat(this.store.find(KEY)).isEmpty();
	}

	@Test
	void opensNothingWhereNothingIs() {
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> this.store.open(KEY))
			.withMessageContaining(KEY.value())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_missing"));
	}

	@Test
	void opensAnObjectSeveralTimesAndOnlyInPart() throws IOException {
		Sample sample = this.samples.large(LARGE);
		put(KEY, sample);
		try (InputStream other = this.store.open(KEY)) {
			try (InputStream one = this.store.open(KEY)) {
				assertThat(one.readNBytes(10)).hasSize(10);
			}
			assertThat(other.readAllBytes()).hasSize((int) sample.text().encodedSize());
		}
		assertHolds(KEY, sample);
	}

	@ParameterizedTest
	@EnumSource
	void makesALinkToTheObject(Compression compression) throws Exception {
		Sample sample = this.samples.of(compression, "first line\nsecond line\n".repeat(50).getBytes(US_ASCII));
		for (ObjectKey key : List.of(Samples.key(compression), Samples.key(compression).asPartial().withRevision(2))) {
			put(key, sample);
			assertSame(read(this.store.link(key, Duration.ofHours(1))), sample.text().open().readAllBytes());
		}
	}

	/**
	 * Opens a link as somebody does who has nothing but that.
	 */
	private static byte[] read(LogLink link) throws Exception {
		return switch (link) {
			case LogLink.Url url -> {
				try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
					HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(url.url()).build(),
							BodyHandlers.ofByteArray());
					assertThat(response.statusCode()).isEqualTo(200);
					yield response.body();
				}
			}
			case LogLink.File file -> {
				assertThat(file.path()).isAbsolute();
				yield Files.readAllBytes(file.path());
			}
		};
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 10", "3, 4", "9, 1", "9, 100", "4, 9223372036854775807", "10, 1", "1000, 5",
			"10, 9223372036854775807" })
	void readsAPartOfAnObject(long offset, long length) throws IOException {
		writeForeign("digits", "0123456789");
		String expected = "0123456789".substring((int) Math.min(10, offset),
				(int) Math.min(10, offset + Math.min(10, length)));
		try (InputStream part = this.store.open("digits", offset, length)) {
			assertThat(new String(part.readAllBytes(), US_ASCII)).isEqualTo(expected);
			assertThat(part.read()).isNegative();
		}
	}

	@Test
	void readsPartsOfALargeObjectBesideEachOther() throws IOException {
		Sample sample = this.samples.of(Compression.NONE, this.samples.large(LARGE).bytes());
		put(Samples.key(Compression.NONE), sample);
		String key = Samples.key(Compression.NONE).value();
		try (InputStream end = this.store.open(key, LARGE - 10, 100);
				InputStream middle = this.store.open(key, 1_000_000, 3_000_000)) {
			assertThat(middle.readNBytes(3)).isEqualTo(Arrays.copyOfRange(sample.bytes(), 1_000_000, 1_000_003));
			assertSame(end.readAllBytes(), Arrays.copyOfRange(sample.bytes(), LARGE - 10, LARGE));
			assertSame(middle.readAllBytes(), Arrays.copyOfRange(sample.bytes(), 1_000_003, 4_000_000));
		}
	}

	@Test
	void opensNoPartOfNothing() {
		assertThatExceptionOfType(NoSuchObjectException.class).isThrownBy(() -> this.store.open(KEY.value(), 5, 5))
			.withMessageContaining(KEY.value());
	}

	@Test
	void deletesWhetherOrNotItIsThere() {
		this.store.delete(KEY);
		put(KEY, this.samples.of("x"));
		this.store.delete(KEY);
		assertThat(this.store.find(KEY)).isEmpty();
		assertThat(everything()).isEmpty();
		this.store.delete(KEY);
	}

	@Test
	void storesAgainWhatWasDeleted() throws IOException {
		put(KEY, this.samples.of("first"));
		this.store.delete(KEY);
		Sample second = this.samples.of("second");
		assertStored(put(KEY, second));
		assertHolds(KEY, second);
	}

	@Test
	void listsNothingInAnEmptyStore() {
		assertThat(keys()).isEmpty();
	}

	@Test
	void listsAllObjectsAndForeignOnesToo() {
		List<String> expected = new ArrayList<>();
		for (int number = 1; number <= 7; number++) {
			ObjectKey key = new ObjectKey(new WorkerId("w" + number), null, new RunId("r"), 1, false, Compression.GZIP);
			put(key, this.samples.of("x"));
			expected.add(key.value());
		}
		writeForeign("readme.txt", "foreign");
		writeForeign("worker=w1/a b+c%20=d.log", "foreign");
		expected.addAll(List.of("readme.txt", "worker=w1/a b+c%20=d.log"));
		assertThat(keys()).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void listsWhatItFinds() {
		put(KEY, this.samples.of("x"));
		StoredObject found = this.store.find(KEY).orElseThrow();
		try (Stream<ListedObject> objects = this.store.list()) {
			// headers tell whole seconds
			assertThat(objects.map((object) -> new ListedObject(object.key(), object.size(), object.etag(),
					seconds(object.lastModified()))))
				.containsExactly(
						new ListedObject(KEY.value(), found.size(), found.etag(), seconds(found.lastModified())));
		}
	}

	private static Instant seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS);
	}

	@Test
	void readsForeignObjects() throws IOException {
		writeForeign("a b/ü+c%20.txt", "foreign");
		assertThat(this.store.find("a b/ü+c%20.txt")).hasValueSatisfying((object) -> {
			assertThat(object.size()).isEqualTo(7);
			assertThat(object.metadata()).isEmpty();
		});
		assertThat(this.store.open("a b/ü+c%20.txt")).hasContent("foreign");
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void leavesNothingOfALogThatCannotBeRead(int size) {
		Sample sample = this.samples.large(size);
		sample.text().close();
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> put(KEY, sample))
			.withMessageContaining(KEY.value());
		assertThat(everything()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void leavesNothingWhenTheThreadIsInterrupted(int size) {
		Sample sample = this.samples.large(size);
		Thread.currentThread().interrupt();
		try {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> put(KEY, sample));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			assertThatExceptionOfType(CancellationException.class)
				.isThrownBy(() -> this.store.replace(KEY.asPartial(), sample.text(), sample.metadata()));
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			assertThatExceptionOfType(CancellationException.class).isThrownBy(this.store::probe);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(everything()).isEmpty();
	}

	@Test
	void checksAndProbesWithoutATrace() {
		this.store.check();
		this.store.probe();
		assertThat(everything()).isEmpty();
	}

	@Test
	void hasNoIdentityUntilItIsGivenOne() {
		assertThat(this.store.identity()).isEmpty();
		ArchiveIdentity identity = new ArchiveIdentity("an-archive", Instant.parse("2026-06-15T12:00:00.123456Z"));
		assertThat(this.store.identify(identity)).isEqualTo(identity);
		assertThat(this.store.identity()).hasValue(identity);
		assertThat(this.store.identify(ArchiveIdentity.create(Instant.EPOCH))).isEqualTo(identity);
		assertThat(keys()).isEmpty();
		assertThat(everything()).hasSize(1);
	}

	@Test
	void givesOneIdentityToAllWhoAskAtOnce() throws Exception {
		List<Callable<ArchiveIdentity>> calls = Stream.generate(() -> ArchiveIdentity.create(Instant.EPOCH))
			.limit(8)
			.map((identity) -> (Callable<ArchiveIdentity>) () -> this.store.identify(identity))
			.toList();
		List<ArchiveIdentity> identities = atOnce(calls);
		assertThat(identities).containsOnly(this.store.identity().orElseThrow());
	}

	@Test
	void namesAnIdentityThatHoldsSomethingElse() {
		for (String content : List.of("", "null", "[1]", "{\"layout\": 1}",
				"{\"id\": \"x\", \"created_at\": \"never\", \"layout\": 1}")) {
			writeForeign(ArchiveIdentity.KEY, content);
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.store.identity())
				.withMessageContaining(ArchiveIdentity.KEY)
				.withMessageContaining("delete it");
		}
	}

	@Test
	void listsNothingThatTheProgramKeepsBesideTheLogs() {
		writeForeign("_log-archiver/holds/x.json", "{}");
		writeForeign("_log-archiver.json.bak", "{}");
		assertThat(keys()).containsExactly("_log-archiver.json.bak");
	}

	public static void assertStored(PutResult result) {
		assertThat(result).isInstanceOf(PutResult.Stored.class);
	}

	public void assertHolds(ObjectKey key, Sample sample) throws IOException {
		try (InputStream stored = this.store.open(key)) {
			byte[] bytes = stored.readAllBytes();
			assertSame(bytes, sample.text().open().readAllBytes());
			assertSame(key.compression().decode(new ByteArrayInputStream(bytes)).readAllBytes(), sample.bytes());
		}
		assertThat(metadata(key)).isEqualTo(sample.metadata());
	}

	public static void assertSame(byte[] actual, byte[] expected) {
		assertThat(Arrays.mismatch(actual, expected)).as("first byte that differs").isNegative();
	}

	public LogMetadata metadata(ObjectKey key) {
		return LogMetadata.of(this.store.find(key).orElseThrow().metadata());
	}

	public PutResult put(ObjectKey key, Sample sample) {
		return this.store.put(key, sample.text(), sample.metadata());
	}

	public List<String> keys() {
		try (Stream<ListedObject> objects = this.store.list()) {
			return objects.map(ListedObject::key).toList();
		}
	}

	private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
		CountDownLatch ready = new CountDownLatch(calls.size());
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<T>> futures = calls.stream().map((call) -> threads.submit(() -> {
				ready.countDown();
				ready.await();
				return call.call();
			})).toList();
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
	}

}
