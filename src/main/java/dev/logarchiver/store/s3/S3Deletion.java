package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.s3.S3Protection.Answer;
import dev.logarchiver.store.s3.S3Versions.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects with all their versions. An object of which one version is locked keeps
 * all.
 */
final class S3Deletion {

	private static final int AT_ONCE = 16;

	private final S3Bucket bucket;

	private final S3Protection protection;

	private final S3Versions versions;

	private final S3Batches batches;

	S3Deletion(S3Bucket bucket, S3Protection protection) {
		this.bucket = bucket;
		this.protection = protection;
		this.versions = new S3Versions(bucket);
		this.batches = new S3Batches(bucket);
	}

	/**
	 * Deletes objects.
	 * @param keys their keys below the prefix
	 * @return what became of each, in their order
	 */
	List<Deletion> delete(List<String> keys) {
		this.protection.warnWhereUnknown();
		List<Kept> all = (this.protection.versions() == Answer.YES) ? versionsOf(keys)
				: keys.stream()
					.map((key) -> new Kept(key, List.of(new S3Batches.Target(key, null)), List.of(), null))
					.toList();
		List<S3Batches.Target> free = all.stream()
			.filter((kept) -> kept.locks().isEmpty())
			.flatMap((kept) -> kept.targets().stream())
			.toList();
		Map<S3Batches.Target, S3Batches.Refusal> refused = this.batches.delete(free);
		return all.stream().map((kept) -> outcome(kept, refused)).toList();
	}

	/**
	 * Removes an object, with its versions where there are some and nothing keeps them;
	 * else it is hidden.
	 */
	void remove(String key) {
		boolean gone = this.protection.versions() == Answer.YES
				&& delete(List.of(key)).getFirst() instanceof Deletion.Deleted;
		if (!gone) {
			this.bucket.delete(key);
		}
	}

	private List<Kept> versionsOf(List<String> keys) {
		boolean locks = this.protection.locks() != Answer.NO;
		try (ExecutorService threads = Executors.newFixedThreadPool(Math.clamp(keys.size(), 1, AT_ONCE),
				Thread.ofVirtual().factory())) {
			List<Kept> all = new ArrayList<>();
			for (Future<Kept> one : threads
				.invokeAll(keys.stream().map((key) -> (Callable<Kept>) () -> kept(key, locks)).toList())) {
				all.add(one.get());
			}
			return all;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Deleting objects of " + this.bucket.root() + " was interrupted");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex);
		}
	}

	private Kept kept(String key, boolean locks) {
		try {
			return examined(key, locks);
		}
		catch (StoreException ex) {
			return new Kept(key, List.of(), List.of(),
					new Deletion.Failed(key, ex.code(), String.valueOf(ex.getMessage())));
		}
	}

	private Kept examined(String key, boolean locks) {
		List<S3Versions.Version> found = this.versions.of(key);
		List<Lock> on = locks ? found.stream()
			.filter((version) -> !version.mark())
			.flatMap((version) -> lock(key, version.id()).stream())
			.filter((lock) -> lock.isOn(Instant.now()))
			.toList() : List.of();
		return new Kept(key, found.stream().map((version) -> new S3Batches.Target(key, version.id())).toList(), on,
				null);
	}

	private Optional<Lock> lock(String key, @Nullable String version) {
		return S3Failures.translate("Looking at the lock of " + this.bucket.uri(key),
				() -> this.versions.lock(key, version));
	}

	private Deletion outcome(Kept kept, Map<S3Batches.Target, S3Batches.Refusal> refused) {
		if (kept.failure() != null) {
			return kept.failure();
		}
		if (!kept.locks().isEmpty()) {
			return new Deletion.Locked(kept.key(), Lock.end(kept.locks()));
		}
		Map<S3Batches.Target, S3Batches.Refusal> own = new HashMap<>();
		kept.targets().stream().filter(refused::containsKey).forEach((target) -> own.put(target, refused.get(target)));
		if (own.isEmpty()) {
			return new Deletion.Deleted(kept.key());
		}
		List<Lock> locks = own.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isDenial())
			.flatMap((entry) -> lock(entry.getKey().key(), entry.getKey().version()).stream())
			.toList();
		return locks.isEmpty() ? own.values().iterator().next().failure(kept.key())
				: new Deletion.Locked(kept.key(), Lock.end(locks));
	}

	/**
	 * An object before it is deleted.
	 *
	 * @param targets all that is to be deleted of it
	 * @param locks what keeps it
	 * @param failure why it can't be deleted; {@code null} where it can
	 */
	private record Kept(String key, List<S3Batches.Target> targets, List<Lock> locks,
			Deletion.@Nullable Failed failure) {
	}

}
