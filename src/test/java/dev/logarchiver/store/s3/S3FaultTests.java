package dev.logarchiver.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.LogStoreContract;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.StoreBounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Logs in a bucket whose server, or the way to it, fails.
 */
class S3FaultTests {

	private static final ObjectKey KEY = Samples.KEY;

	private static final int ATTEMPTS = 5;

	/** More than the buffers of two connected sockets take. */
	private static final int STUCK = 12_000_000;

	private static final int ALWAYS = Integer.MAX_VALUE;

	private static final List<LogStoreUse> EVERY_USE = List.of((store) -> store.find(KEY),
			(store) -> assertThat(store.list().toList()).isNotNull(), LogStore::openUploads,
			(store) -> store.delete(KEY), LogStore::check);

	private static EmbeddedS3 server;

	private static S3Client direct;

	private final Samples samples;

	private FaultyProxy proxy;

	private final RecordedUploads uploads = new RecordedUploads();

	private final String prefix = UUID.randomUUID() + "/";

	private LogStore store;

	S3FaultTests(@TempDir Path spool) {
		this.samples = new Samples(spool);
	}

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = EmbeddedS3.start(directory, 0, "key", "top-secret", "logs");
		direct = server.client();
	}

	@AfterAll
	static void stop() {
		direct.close();
		server.close();
	}

	@BeforeEach
	void open() {
		this.proxy = FaultyProxy.inFrontOf(server.endpoint());
		this.store = store(S3Clients.of(server, this.proxy.uri()));
	}

	@AfterEach
	void close() {
		this.store.close();
		this.proxy.close();
		this.samples.close();
	}

	private LogStore store(S3Client client) {
		return new S3LogStore(new S3Bucket(client, server.bucket(), this.prefix, null),
				S3Clients.presigner(this.proxy.uri()), this.uploads, S3Clients.PART_SIZE);
	}

	private static boolean isPut(Request request) {
		return request.method().equals("PUT");
	}

	private static boolean isCompletion(Request request) {
		return request.method().equals("POST") && request.parameter("uploadId") != null;
	}

	private static boolean isAbort(Request request) {
		return request.method().equals("DELETE");
	}

	private static String error(String code) {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>because of " + code
				+ "</Message><RequestId>r-1</RequestId></Error>";
	}

	private PutResult put(Sample sample) {
		return this.store.put(KEY, sample.text(), sample.metadata());
	}

	private void assertHolds(Sample sample) throws IOException {
		try (InputStream stored = this.store.open(KEY)) {
			LogStoreContract.assertSame(KEY.compression().decode(stored).readAllBytes(), sample.bytes());
		}
	}

	private void assertNothingIsThere() {
		assertThat(direct.listObjectsV2((request) -> request.bucket(server.bucket()).prefix(this.prefix)).contents())
			.isEmpty();
		assertThat(this.store.openUploads()).isEmpty();
		assertThat(this.uploads.open).isEmpty();
	}

	private long count(Predicate<Request> which) {
		return this.proxy.requests().stream().filter(which).count();
	}

	@Test
	void takesItsOwnFirstTryForStored() throws IOException {
		this.proxy.dropResponse(S3FaultTests::isPut, 1);
		Sample sample = this.samples.of("x");
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertThat(count(S3FaultTests::isPut)).isEqualTo(2);
		assertHolds(sample);
	}

	@Test
	void doesNotTakeAnotherAttemptForItsOwn() throws IOException {
		Sample first = this.samples.of("same");
		put(first);
		this.proxy.dropResponse(S3FaultTests::isPut, 1);
		assertThat(put(this.samples.of("same"))).isInstanceOf(PutResult.AlreadyThere.class);
	}

	@Test
	void takesItsOwnFirstCompletionForStored() throws IOException {
		this.proxy.dropResponse(S3FaultTests::isCompletion, 1);
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
		assertThat(this.store.openUploads()).isEmpty();
		assertThat(this.uploads.open).isEmpty();
	}

	@Test
	void leavesAnObjectThatAppearedJustBeforeTheCompletion() throws IOException {
		Sample winner = this.samples.of("winner");
		LogStore other = store(S3Clients.of(server, server.endpoint()));
		this.proxy.dropRequest((request) -> {
			if (isCompletion(request)) {
				other.put(KEY, winner.text(), winner.metadata());
			}
			return false;
		}, 1);
		assertThat(put(this.samples.large(LogStoreContract.LARGE))).isInstanceOf(PutResult.AlreadyThere.class);
		assertHolds(winner);
		assertThat(this.store.openUploads()).isEmpty();
		other.close();
	}

	@Test
	void replacesAgainWhereTheAnswerGotLost() throws IOException {
		ObjectKey partial = KEY.asPartial();
		this.proxy.dropResponse(S3FaultTests::isPut, 1);
		Sample sample = this.samples.of("x");
		this.store.replace(partial, sample.text(), sample.metadata());
		assertThat(this.store.find(partial))
			.hasValueSatisfying((object) -> assertThat(object.metadata()).isEqualTo(sample.metadata().toMap()));
	}

	@ParameterizedTest
	@ValueSource(ints = { LogStoreContract.SMALL, LogStoreContract.LARGE })
	void sendsAgainWhatWasLostOnTheWay(int size) throws IOException {
		this.proxy.dropRequest(S3FaultTests::isPut, 2);
		Sample sample = this.samples.large(size);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	@ParameterizedTest
	@ValueSource(ints = { LogStoreContract.SMALL, LogStoreContract.LARGE })
	void sendsAgainWhatWasCorruptedOnTheWay(int size) throws IOException {
		this.proxy.corruptRequest(S3FaultTests::isPut, 1);
		Sample sample = this.samples.large(size);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	@ParameterizedTest
	@ValueSource(ints = { LogStoreContract.SMALL, LogStoreContract.LARGE })
	void storesNothingThatIsAlwaysCorrupted(int size) {
		this.proxy.corruptRequest(S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> put(this.samples.large(size)))
			.withMessageContaining(KEY.value());
		assertNothingIsThere();
	}

	@Test
	void asksOnceForVersionsWhateverTheServerSays() {
		Predicate<Request> asks = (request) -> request.target().contains("versioning");
		this.proxy.answer(301, "<Error><Code>PermanentRedirect</Code></Error>", asks, ALWAYS);
		Sample sample = this.samples.of("x");
		for (int revision = 1; revision <= 3; revision++) {
			assertThat(this.store.put(KEY.withRevision(revision), sample.text(), sample.metadata()))
				.isInstanceOf(PutResult.Stored.class);
		}
		assertThat(this.proxy.requests().stream().filter(asks)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SlowDown", "ServiceUnavailable", "InternalError" })
	void waitsForABusyServer(String code) throws IOException {
		this.proxy.answer(503, error(code), S3FaultTests::isPut, ATTEMPTS - 1);
		Sample sample = this.samples.of("x");
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	@ParameterizedTest
	@CsvSource({ "503, SlowDown", "503, ServiceUnavailable", "429, TooManyRequests", "400, RequestTimeout",
			"400, Throttling", "503, ''" })
	void goesOnThoughABusyServerRefusesFarMoreThanItAccepts(int status, String code) throws IOException {
		put(this.samples.of("accepted"));
		this.store.delete(KEY);
		Predicate<Request> busy = (request) -> !request.method().equals("HEAD") || status > 400;
		this.proxy.answer(status, error(code), busy, 4 * ATTEMPTS);
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
		this.proxy.answer(status, error(code), busy, 4 * ATTEMPTS);
		this.store.delete(KEY);
		this.proxy.answer(status, error(code), busy, 4 * ATTEMPTS);
		assertThat(this.store.list()).isEmpty();
	}

	@Test
	void givesUpABusyServerThatNeverAcceptedAnything() {
		this.proxy.answer(503, error("SlowDown"), (request) -> true, ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> put(this.samples.of("x")))
			.withMessageContaining(KEY.value())
			.withMessageContaining("503");
		assertThat(count((request) -> true)).isEqualTo(ATTEMPTS);
	}

	@Test
	void givesUpABusyServerAfterAWhile() {
		try (LogStore store = store(S3Clients.of(server, this.proxy.uri(),
				new StoreBounds(Duration.ofSeconds(60), 1024, Duration.ofMillis(1), Duration.ofMillis(50))))) {
			store.check();
			this.proxy.answer(503, error("SlowDown"), S3FaultTests::isPut, ALWAYS);
			Sample sample = this.samples.of("x");
			assertThatExceptionOfType(OutOfReachException.class)
				.isThrownBy(() -> store.put(KEY, sample.text(), sample.metadata()))
				.withMessageContaining("SlowDown");
		}
	}

	private LogStore impatient() {
		S3Client client = S3Clients.of(server, this.proxy.uri(),
				new StoreBounds(Duration.ofMillis(300), Long.MAX_VALUE, Duration.ofMillis(1), Duration.ofMinutes(10)));
		return new S3LogStore(new S3Bucket(client, server.bucket(), this.prefix, null),
				S3Clients.presigner(this.proxy.uri()), this.uploads, 2 * STUCK);
	}

	@Test
	void endsAPutThatTheServerStopsReading() {
		this.proxy.stopReading(S3FaultTests::isPut, ALWAYS);
		Sample sample = this.samples.large(STUCK);
		try (LogStore store = impatient()) {
			assertThatExceptionOfType(OutOfReachException.class)
				.isThrownBy(() -> store.put(KEY, sample.text(), sample.metadata()))
				.withMessageContaining("archiver.store.put-timeout");
		}
		assertNothingIsThere();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: 5000\r\n\r\n|x",
			"HTTP/1.1 200 OK\r\n|X: y\r\n", "|HTTP/1.1 102 Processing\r\n\r\n", "HTTP/1.1 |2" })
	void endsAnAnswerThatDrips(String answer) throws IOException {
		String[] parts = answer.split("\\|", -1);
		this.proxy.drip(parts[0], parts[1], (request) -> !request.method().equals("HEAD"), 1);
		Sample sample = this.samples.of("x");
		try (LogStore store = impatient()) {
			assertThat(store.put(KEY, sample.text(), sample.metadata())).isInstanceOf(PutResult.Stored.class);
			for (LogStoreUse use : EVERY_USE) {
				this.proxy.drip(parts[0], parts[1], (request) -> true, 1);
				use.of(store);
			}
		}
	}

	@Test
	void endsAnObjectThatDrips() throws IOException {
		put(this.samples.of("x"));
		this.proxy.drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x",
				(request) -> request.method().equals("GET"), 1);
		try (LogStore store = impatient(); InputStream stored = store.open(KEY)) {
			assertThatIOException().isThrownBy(stored::readAllBytes)
				.withMessageContaining("archiver.store.put-timeout");
		}
	}

	@Test
	void letsAReaderOfAnObjectTakeItsTime() throws Exception {
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		put(sample);
		CountDownLatch never = new CountDownLatch(1);
		try (LogStore store = store(S3Clients.of(server, this.proxy.uri(),
				new StoreBounds(Duration.ofMillis(100), Long.MAX_VALUE, Duration.ofMillis(1), Duration.ofMinutes(10))));
				InputStream stored = store.open(KEY)) {
			assertThat(stored.read()).isNotNegative();
			assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
			assertThat(stored.readAllBytes()).hasSize((int) sample.text().encodedSize() - 1);
		}
	}

	static List<Arguments> untrueAnswers() {
		return List.of(Arguments.of("without a mark", Map.of(), ""),
				Arguments.of("with an error and a mark", Map.of("ETag", "\"x\""), error("InternalError")),
				Arguments.of("with an error", Map.of(), error("InternalError")),
				Arguments.of("with the mark of other bytes", Map.of("ETag", "\"" + "0".repeat(32) + "\""), ""),
				Arguments.of("with a page", Map.of("ETag", "\"x\""), "<!DOCTYPE html><html>Sign in</html>"),
				Arguments.of("with a book", Map.of("ETag", "\"x\""), "x".repeat(100_000)));
	}

	@ParameterizedTest
	@MethodSource("untrueAnswers")
	void believesNoAnswerToAPutThatIsUntrue(String what, Map<String, String> headers, String body) throws IOException {
		this.proxy.answer(200, headers, body, S3FaultTests::isPut, 2);
		Sample sample = this.samples.of("x");
		assertThat(put(sample)).as(what).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	@Test
	void believesNoAnswerToAPartThatIsUntrue() throws IOException {
		this.proxy.answer(200, "", S3FaultTests::isPut, 2);
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	@ParameterizedTest
	@MethodSource("untrueAnswers")
	void failsAnObjectWhosePutIsNeverConfirmed(String what, Map<String, String> headers, String body) {
		this.proxy.answer(200, headers, body, S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(RuntimeException.class).as(what)
			.isThrownBy(() -> put(this.samples.of("x")))
			.withMessageContaining(KEY.value())
			.matches((ex) -> ex instanceof OutOfReachException
					|| (ex instanceof StoreException store && store.code().equals("store_unconfirmed")));
		assertNothingIsThere();
	}

	@Test
	void believesAMarkThatIsNoMd5OfPlainBytes() {
		this.proxy.answer(200, Map.of("ETag", "\"" + "0".repeat(32) + "\"", "x-amz-server-side-encryption", "aws:kms"),
				"", S3FaultTests::isPut, 1);
		this.proxy.answer(200, Map.of("ETag", "\"0x8DD\""), "", S3FaultTests::isPut, 1);
		Sample sample = this.samples.of("x");
		this.store.replace(KEY.asPartial(), sample.text(), sample.metadata());
		this.store.replace(KEY.asPartial(), sample.text(), sample.metadata());
		assertThat(count(S3FaultTests::isPut)).isEqualTo(2);
	}

	@Test
	void takesOtherBytesThatSayToBeItsOwnForAnothers() {
		Sample sample = this.samples.of("x");
		this.proxy.answer(200, Map.of("ETag", "\"" + "0".repeat(32) + "\""), "",
				(request) -> isPut(request) && storesOtherBytes(sample), 1);
		assertThat(put(sample)).isInstanceOfSatisfying(PutResult.AlreadyThere.class,
				(there) -> assertThat(there.sameBytes()).isFalse());
	}

	private boolean storesOtherBytes(Sample sample) {
		byte[] others = new byte[(int) sample.text().encodedSize()];
		direct.putObject((request) -> request.bucket(server.bucket())
			.key(this.prefix + KEY.value())
			.metadata(sample.metadata().toMap()), RequestBody.fromBytes(others));
		return true;
	}

	@Test
	void looksForAnObjectOfPartsThatIsSaidToBeComplete() {
		String completed = "<CompleteMultipartUploadResult><ETag>\"x-2\"</ETag></CompleteMultipartUploadResult>";
		this.proxy.answer(200, completed, S3FaultTests::isCompletion, 1);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> put(this.samples.large(LogStoreContract.LARGE)))
			.withMessageContaining("has no such object");
	}

	@Test
	void believesACompletionWithoutAMarkOfAnObjectThatIsThere() throws IOException {
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		this.proxy.answer(200, "<CompleteMultipartUploadResult/>",
				(request) -> isCompletion(request) && storesWhole(sample), 1);
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
	}

	private boolean storesWhole(Sample sample) {
		direct.putObject((request) -> request.bucket(server.bucket()).key(this.prefix + KEY.value()),
				RequestBody.fromContentProvider(() -> open(sample), sample.text().encodedSize(), "text/plain"));
		return true;
	}

	private static InputStream open(Sample sample) {
		try {
			return sample.text().open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void takesNoErrorForAnEmptyListing() {
		put(this.samples.of("x"));
		this.proxy.answer(200, error("InternalError"), (request) -> request.method().equals("GET"), 2);
		assertThat(this.store.list()).hasSize(1);
		this.proxy.answer(200, "<html><body>Sign in</body></html>", (request) -> request.method().equals("GET"),
				ALWAYS);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.store.list().toList())
			.withMessageContaining("web page");
	}

	/**
	 * Uses a store in some way.
	 */
	@FunctionalInterface
	private interface LogStoreUse {

		void of(LogStore store);

	}

	@Test
	void givesUpAServerThatNeverAnswers() {
		this.proxy.dropRequest((request) -> true, ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> put(this.samples.of("x")));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.find(KEY));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.open(KEY));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.delete(KEY));
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.list().toList());
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(this.store::openUploads);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(this.store::check);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ConditionalRequestConflict", "OperationAborted" })
	void triesAgainAfterAConflict(String code) {
		this.proxy.answer(409, error(code), S3FaultTests::isPut, 2 * ATTEMPTS);
		assertThat(put(this.samples.of("x"))).isInstanceOf(PutResult.Stored.class);
	}

	@Test
	void givesUpAConflictThatStays() {
		this.proxy.answer(409, error("OperationAborted"), S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(this.samples.of("x")))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_error"));
	}

	@Test
	void failsOneObjectThatIsDenied() {
		this.proxy.answer(403, error("AccessDenied"), S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(this.samples.of("x")))
			.withMessageContaining("AccessDenied")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_denied"));
		// directly, and by the SDK, which says why
		assertThat(count(S3FaultTests::isPut)).isEqualTo(2);
	}

	@Test
	void sendsALogPastTheSdkWhereNothingIsWrong() throws IOException {
		Sample sample = this.samples.of("x".repeat(1000));
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
		assertThat(this.proxy.requests().stream().filter(S3FaultTests::isPut)).first()
			.satisfies((request) -> assertThat(request.headers()).doesNotContainKey("amz-sdk-invocation-id"));
	}

	@Test
	void looksNoMoreWhereTheServerWasSeenToKeepItsWord() {
		put(this.samples.of("x"));
		int before = this.proxy.requests().size();
		Sample next = this.samples.of("y");
		this.store.put(KEY.withRevision(2), next.text(), next.metadata());
		assertThat(this.proxy.requests().stream().skip(before)).extracting(Request::method).containsExactly("PUT");
	}

	@Test
	void looksAgainWhereTheTrialCameToNothing() throws IOException {
		AtomicInteger puts = new AtomicInteger();
		this.proxy.answer(400, error("InvalidRequest"), (request) -> isPut(request) && puts.incrementAndGet() > 1, 2);
		Sample sample = this.samples.of("x");
		assertThat(put(sample)).isInstanceOf(PutResult.Stored.class);
		assertHolds(sample);
		Sample next = this.samples.of("y");
		this.store.put(KEY.withRevision(2), next.text(), next.metadata());
		assertThat(count((request) -> request.method().equals("HEAD"))).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "501, NotImplemented", "400, InvalidArgument", "400, NotImplemented", "400, ''" })
	void doesWithoutAConditionThatTheServerDoesNotKnow(int status, String code) throws IOException {
		this.proxy.answer(status, error(code), (request) -> request.header("if-none-match") != null, ALWAYS);
		Sample first = this.samples.of("x");
		assertThat(put(first)).isInstanceOf(PutResult.Stored.class);
		assertThat(put(this.samples.of("y"))).isInstanceOf(PutResult.AlreadyThere.class);
		assertThat(put(this.samples.large(LogStoreContract.LARGE))).isInstanceOf(PutResult.AlreadyThere.class);
		assertHolds(first);
	}

	@Test
	void failsOneObjectThatIsRefused() {
		this.proxy.answer(400, error("InvalidRequest"), S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> put(this.samples.of("x")))
			.withMessageContaining("InvalidRequest")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo("store_error"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ExpiredToken", "InvalidAccessKeyId", "NoSuchBucket" })
	void stopsAllWhereNothingElseCanSucceed(String code) {
		this.proxy.answer(403, error(code), S3FaultTests::isPut, ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> put(this.samples.of("x")))
			.withMessageContaining(code);
	}

	@Test
	void abortsAnUploadOfWhichAPartFailed() {
		this.proxy.answer(400, error("InvalidRequest"), (request) -> "2".equals(request.parameter("partNumber")),
				ALWAYS);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> put(this.samples.large(LogStoreContract.LARGE)))
			.withMessageContaining("part 2");
		assertThat(count(S3FaultTests::isAbort)).isOne();
		assertNothingIsThere();
	}

	@Test
	void abortsAnUploadThatCannotBeCompleted() {
		this.proxy.answer(500, error("InternalError"), S3FaultTests::isCompletion, ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class)
			.isThrownBy(() -> put(this.samples.large(LogStoreContract.LARGE)))
			.withMessageContaining("Completing");
		assertNothingIsThere();
	}

	@Test
	void abortsAnUploadWhoseCompletionFailedWithin200() {
		this.proxy.answer(200, error("InternalError"), S3FaultTests::isCompletion, ALWAYS);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> put(this.samples.large(LogStoreContract.LARGE)))
			.withMessageContaining("Completing");
		assertNothingIsThere();
	}

	@Test
	void remembersAnUploadThatCannotBeAborted() {
		this.proxy.answer(400, error("InvalidRequest"), S3FaultTests::isCompletion, ALWAYS)
			.answer(403, error("AccessDenied"), S3FaultTests::isAbort, ALWAYS);
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> put(this.samples.large(LogStoreContract.LARGE)))
			.withMessageContaining("Completing");
		assertThat(this.store.openUploads()).extracting(OpenUpload::uploadId)
			.containsExactlyElementsOf(this.uploads.open);
		assertThat(this.uploads.open).hasSize(1);
	}

	@Test
	void failsToReadAnObjectThatEndsTooEarly() throws IOException {
		put(this.samples.large(LogStoreContract.SMALL * 10));
		this.proxy.cutResponse(1000, (request) -> request.method().equals("GET"), 1);
		try (InputStream stored = this.store.open(KEY)) {
			assertThatIOException().isThrownBy(stored::readAllBytes);
		}
	}

	@Test
	void stopsWaitingForAnAnswerWhenInterrupted() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		this.proxy.hold((request) -> {
			waiting.countDown();
			return isPut(request);
		}, ALWAYS);
		assertCancelledOnce(waiting, this.store);
		assertNothingIsThere();
	}

	@Test
	void stopsWaitingForTheNextTryWhenInterrupted() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		this.proxy.answer(503, error("SlowDown"), (request) -> {
			waiting.countDown();
			return isPut(request);
		}, ALWAYS);
		try (LogStore patient = store(S3Clients.of(this.proxy.uri(), server.accessKey(), server.secretKey(),
				new StoreBounds(Duration.ofSeconds(60), 1024, Duration.ofHours(1), Duration.ofHours(2))))) {
			assertCancelledOnce(waiting, patient);
		}
		assertNothingIsThere();
	}

	private void assertCancelledOnce(CountDownLatch waiting, LogStore used) throws Exception {
		Sample sample = this.samples.large(LogStoreContract.LARGE);
		FutureTask<Boolean> putting = new FutureTask<>(() -> {
			assertThatExceptionOfType(CancellationException.class)
				.isThrownBy(() -> used.put(KEY, sample.text(), sample.metadata()));
			return Thread.currentThread().isInterrupted();
		});
		Thread thread = Thread.ofVirtual().start(putting);
		waiting.await();
		thread.interrupt();
		assertThat(putting.get()).as("the flag stays set").isTrue();
	}

	private static String listing(String end, String... keys) {
		return Stream.of(keys)
			.map((key) -> "<Contents><Key>" + key + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
					+ "<ETag>x</ETag><Size>3</Size></Contents>")
			.collect(Collectors.joining("", "<ListBucketResult>", end + "</ListBucketResult>"));
	}

	private static boolean isListing(Request request) {
		return request.parameter("list-type") != null;
	}

	@Test
	void leavesOutWhatIsNotBelowThePrefix() {
		this.proxy.answer(200, listing("", "x", "other/worker=w/y.log", this.prefix + "z"), S3FaultTests::isListing, 1);
		assertThat(this.store.list()).extracting(ListedObject::key).containsExactly("z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<NextContinuationToken>same</NextContinuationToken>", "" })
	void endsAListingWithoutEnd(String token) {
		this.proxy.answer(200, listing("<IsTruncated>true</IsTruncated>" + token, this.prefix + "z"),
				S3FaultTests::isListing, ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.list().count())
			.withMessageContaining("has no end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<NextKeyMarker>same</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>", "" })
	void endsAListingOfUploadsWithoutEnd(String marker) {
		this.proxy.answer(200,
				"<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>" + marker
						+ "<Upload><Key>outside</Key><UploadId>1</UploadId>"
						+ "<Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>",
				(request) -> request.target().contains("uploads"), ALWAYS);
		assertThatExceptionOfType(OutOfReachException.class).isThrownBy(() -> this.store.openUploads())
			.withMessageContaining("has no end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<ListBucketResult><Contents><Key>a", "no XML",
			"<ListBucketResult><Contents/></ListBucketResult>",
			"<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%zz</Key></Contents></ListBucketResult>",
			"<ListBucketResult><Contents><Key>a</Key><Size>many</Size></Contents></ListBucketResult>",
			"<ListBucketResult><Contents><Key>a</Key><LastModified>once</LastModified></Contents></ListBucketResult>" })
	void takesAListingThatIsNoneForAStoreOutOfReach(String answer) {
		this.proxy.answer(200, answer, S3FaultTests::isListing, ALWAYS);
		try {
			assertThat(this.store.list()).isEmpty();
		}
		catch (OutOfReachException ex) {
			assertThat(ex).hasMessageContaining("Listing");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Last-Modified: yesterday\r\nContent-Length: 3", "Last-Modified: yesterday",
			"Content-Length: 3", "Last-Modified: Thu, 01 Jan 2026 00:00:00 GMT" })
	void failsOneObjectWhoseDescriptionCannotBeRead(String headers) {
		this.proxy.answerPlainly("HTTP/1.1 200 OK\r\n" + headers + "\r\nConnection: close\r\n\r\n",
				(request) -> request.method().equals("HEAD"), ALWAYS);
		try {
			assertThat(this.store.find(KEY)).isPresent();
		}
		catch (StoreException ex) {
			assertThat(ex).hasMessageContaining(KEY.value());
		}
	}

}
