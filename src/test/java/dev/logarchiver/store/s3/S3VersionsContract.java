package dev.logarchiver.store.s3;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.Request;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.StoreProperties.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Logs in a bucket that keeps versions and locks: what is deleted is gone for good,
 * unless it is locked.
 */
abstract class S3VersionsContract extends ObjectServerContract {

	private static final ObjectKey KEY = Samples.KEY;

	private static final ObjectKey OTHER = Samples.KEY.withRevision(2);

	@Override
	boolean locks() {
		return true;
	}

	private String whole(ObjectKey key) {
		return "some/" + key.value();
	}

	private void lock(ObjectKey key, Instant until) {
		this.client.putObjectRetention((request) -> request.bucket(this.bucket)
			.key(whole(key))
			.retention((retention) -> retention.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(until)));
	}

	@Test
	void deletesAllVersionsAndTheMarksOfDeletions() {
		put(KEY, this.samples.of("one\n"));
		writeForeign(KEY.value(), "another version");
		this.client.deleteObject((request) -> request.bucket(this.bucket).key(whole(KEY)));
		writeForeign(KEY.value() + ".bak", "other");
		assertThat(this.store.deleteForGood(List.of(KEY))).containsExactly(new Deletion.Deleted(KEY.value()));
		assertThat(everything()).singleElement().asString().contains(".bak");
	}

	@Test
	void keepsAllVersionsOfWhatIsLockedInOne() {
		Instant until = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		put(KEY, this.samples.of("one\n"));
		lock(KEY, until);
		writeForeign(KEY.value(), "another version");
		put(OTHER, this.samples.of("two\n"));
		assertThat(this.store.deleteForGood(List.of(OTHER, KEY))).containsExactly(new Deletion.Deleted(OTHER.value()),
				new Deletion.Locked(KEY.value(), until));
		assertThat(everything()).hasSize(2);
	}

	@Test
	void keepsWhatIsHeldUntilItIsReleased() {
		put(KEY, this.samples.of("one\n"));
		assertThat(this.store.hold(KEY, true)).isTrue();
		assertThat(this.store.hold(KEY, true)).isTrue();
		assertThat(this.store.deleteForGood(List.of(KEY))).containsExactly(new Deletion.Locked(KEY.value(), null));
		assertThat(this.store.hold(KEY, false)).isTrue();
		assertThat(this.store.deleteForGood(List.of(KEY))).containsExactly(new Deletion.Deleted(KEY.value()));
		assertThat(everything()).isEmpty();
	}

	@Test
	void holdsNothingWhereNothingIs() {
		assertThat(this.store.hold(KEY, true)).isFalse();
		put(KEY, this.samples.of("one\n"));
		this.client.deleteObject((request) -> request.bucket(this.bucket).key(whole(KEY)));
		assertThat(this.store.hold(KEY, true)).isFalse();
	}

	@Test
	void leavesNoVersionOfAPartialObject() {
		ObjectKey partial = KEY.asPartial();
		for (String text : List.of("one\n", "one\ntwo\n")) {
			var sample = this.samples.of(text);
			this.store.replace(partial, sample.text(), sample.metadata());
		}
		this.store.delete(partial);
		assertThat(everything()).isEmpty();
	}

	@Test
	void hidesAPartialObjectThatTheBucketLocks() {
		ObjectKey partial = KEY.asPartial();
		put(partial, this.samples.of("one\n"));
		lock(partial, Instant.now().plus(1, ChronoUnit.DAYS));
		this.store.delete(partial);
		assertThat(this.store.find(partial)).isEmpty();
		assertThat(keys()).isEmpty();
	}

	private static S3Settings locking(ObjectLockMode mode) {
		return new S3Settings(mode, Duration.ofDays(3), Set.of(), null, null, 0, null, null,
				Clock.fixed(Instant.now(), ZoneOffset.UTC));
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void locksAFinalObjectAtOnce(int size) throws IOException {
		S3Settings settings = locking(ObjectLockMode.GOVERNANCE);
		Sample sample = this.samples.large(size);
		try (LogStore locking = store(settings)) {
			PutResult.Stored stored = (PutResult.Stored) locking.put(KEY, sample.text(), sample.metadata());
			assertThat(stored.lockedUntil()).isBetween(settings.clock().instant().plus(settings.retain()),
					settings.clock().instant().plus(settings.retain()).plusSeconds(1));
			HeadObjectResponse head = this.client.headObject((request) -> request.bucket(this.bucket).key(whole(KEY)));
			assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
			assertThat(head.objectLockRetainUntilDate()).isEqualTo(stored.lockedUntil());
			assertThat(locking.find(KEY).orElseThrow().lockedUntil()).isEqualTo(stored.lockedUntil());
			assertThat(locking.put(KEY, sample.text(), sample.metadata())).isInstanceOfSatisfying(
					PutResult.Stored.class, (again) -> assertThat(again.lockedUntil()).isEqualTo(stored.lockedUntil()));
			assertThat(locking.deleteForGood(List.of(KEY)))
				.containsExactly(new Deletion.Locked(KEY.value(), stored.lockedUntil()));
		}
		assertHolds(KEY, sample);
		assertThat(everything()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void locksNoPartialObject(int size) {
		Sample sample = this.samples.large(size);
		try (LogStore locking = store(locking(ObjectLockMode.GOVERNANCE))) {
			locking.replace(KEY.asPartial(), sample.text(), sample.metadata());
			locking.put(KEY.asPartial().withRevision(2), sample.text(), sample.metadata());
			locking.files().write("holds/x.json", new byte[1]);
			locking.probe();
			assertThat(locking.deleteForGood(List.of(KEY.asPartial(), KEY.asPartial().withRevision(2))))
				.allMatch(Deletion.Deleted.class::isInstance);
		}
		assertThat(everything()).singleElement().asString().contains("holds/x.json");
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void tagsLogsOfAnySize(int size) {
		Sample sample = this.samples.large(size);
		try (LogStore tagging = store(new S3Settings(null, Duration.ZERO, Set.of(Tag.WORKER, Tag.JOB), "a b", null, 0,
				null, null, Clock.systemUTC()))) {
			tagging.put(KEY, sample.text(), sample.metadata());
			tagging.replace(KEY.asPartial(), sample.text(), sample.metadata());
		}
		for (ObjectKey key : List.of(KEY, KEY.asPartial())) {
			assertThat(this.client.getObjectTagging((request) -> request.bucket(this.bucket).key(whole(key))).tagSet())
				.extracting((tag) -> tag.key() + "=" + tag.value())
				.containsExactlyInAnyOrder("worker=acme/scraper", "job=a b");
		}
	}

	@ParameterizedTest
	@CsvSource({ SMALL + ", AES256,", LARGE + ", AES256,", SMALL + ", aws:kms, testkey", LARGE + ", aws:kms, testkey" })
	void hasLogsOfAnySizeEncrypted(int size, String algorithm, @Nullable String key) throws IOException {
		assumeTrue(encrypts(algorithm));
		Sample sample = this.samples.large(size);
		try (LogStore encrypting = store(
				new S3Settings(null, Duration.ZERO, Set.of(), null, null, 0, algorithm, key, Clock.systemUTC()))) {
			assertThat(encrypting.put(KEY, sample.text(), sample.metadata())).isInstanceOf(PutResult.Stored.class);
			assertThat(encrypting.put(KEY, sample.text(), sample.metadata())).isInstanceOf(PutResult.Stored.class);
			encrypting.probe();
		}
		HeadObjectResponse head = this.client.headObject((request) -> request.bucket(this.bucket).key(whole(KEY)));
		assertThat(head.serverSideEncryptionAsString()).isEqualTo(algorithm);
		assertThat(head.ssekmsKeyId()).isEqualTo(key);
		assertHolds(KEY, sample);
		assertThat(everything()).hasSize(1);
	}

	/** Whether the server knows an algorithm. */
	boolean encrypts(String algorithm) {
		return true;
	}

	/**
	 * Two processes, each of which has looked before the other wrote.
	 */
	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void keepsTheFirstTextWhereAnotherProcessWritesAtTheSameMoment(int size) throws IOException {
		this.store.identify(ArchiveIdentity.create(Instant.EPOCH));
		Sample first = this.samples.large(SMALL);
		Sample second = this.samples.large(size);
		try (FaultyProxy proxy = FaultyProxy.inFrontOf(server().endpoint());
				LogStore late = store(locking(ObjectLockMode.COMPLIANCE), proxy.uri())) {
			AtomicBoolean written = new AtomicBoolean();
			proxy.answer(500, "", (request) -> {
				if (writesALog(request) && written.compareAndSet(false, true)) {
					put(KEY, first);
				}
				return false;
			}, 1);
			assertThat(late.put(KEY, second.text(), second.metadata())).isInstanceOf(PutResult.AlreadyThere.class);
		}
		assertThat(written(KEY)).hasSize(1);
		assertHolds(KEY, first);
	}

	private static boolean writesALog(Request request) {
		return request.path().endsWith(".log.gz")
				&& ((request.method().equals("PUT") && request.parameter("uploadId") == null)
						|| (request.method().equals("POST") && request.parameter("uploadId") != null));
	}

	private List<String> written(ObjectKey key) {
		return everything().stream().filter((name) -> name.startsWith(whole(key))).toList();
	}

}
