package dev.logarchiver.store.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.Deletion;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Deletes objects, or versions of them, many with one request; one by one where the
 * server doesn't know that.
 */
final class S3Batches {

	private static final int ROUNDS = 3;

	/** What servers say to a request that they don't know. */
	private static final Set<Integer> UNKNOWN_REQUEST = Set.of(400, 404, 405, 411, 501);

	/** What may pass, by error code. */
	private static final Set<String> WORTH_ANOTHER_TRY = Set.of("InternalError", "SlowDown", "ServiceUnavailable",
			"RequestTimeout", "OperationAborted", "ConditionalRequestConflict");

	private final S3Bucket bucket;

	private volatile boolean oneByOne;

	S3Batches(S3Bucket bucket) {
		this.bucket = bucket;
	}

	/**
	 * Deletes.
	 * @param targets what to delete, of which there may be nothing
	 * @return what was not deleted, and why
	 */
	Map<Target, Refusal> delete(List<Target> targets) {
		Map<Target, Refusal> refused = new HashMap<>();
		for (int from = 0; from < targets.size(); from += LogStore.MOST_DELETED_AT_ONCE) {
			List<Target> left = targets.subList(from, Math.min(targets.size(), from + LogStore.MOST_DELETED_AT_ONCE));
			for (int round = 1; !left.isEmpty(); round++) {
				boolean last = round == ROUNDS;
				List<Target> again = new ArrayList<>();
				deleteOnce(left).forEach((target, refusal) -> {
					if (!last && WORTH_ANOTHER_TRY.contains(refusal.code())) {
						again.add(target);
					}
					else {
						refused.put(target, refusal);
					}
				});
				left = again;
			}
		}
		return refused;
	}

	private Map<Target, Refusal> deleteOnce(List<Target> targets) {
		return S3Failures.translate("Deleting " + targets.size() + " objects of " + this.bucket.root(), () -> {
			if (this.oneByOne) {
				return deleteOneByOne(targets);
			}
			try {
				return deleteTogether(targets);
			}
			catch (S3Exception ex) {
				if (S3Refusals.isDenial(ex)) {
					return targets.stream().collect(Collectors.toMap(Function.identity(), (_) -> Refusal.of(ex)));
				}
				if (!UNKNOWN_REQUEST.contains(ex.statusCode())) {
					throw ex;
				}
				Map<Target, Refusal> refused = deleteOneByOne(targets);
				this.oneByOne = refused.isEmpty();
				return refused;
			}
		});
	}

	private Map<Target, Refusal> deleteTogether(List<Target> targets) {
		DeleteObjectsResponse response = this.bucket.client()
			.deleteObjects((request) -> request.bucket(this.bucket.name())
				.delete((delete) -> delete.quiet(false).objects(targets.stream().map(this::identifier).toList())));
		Set<Target> deleted = new HashSet<>();
		response.deleted().forEach((object) -> deleted.add(new Target(object.key(), object.versionId())));
		Map<Target, Refusal> errors = new HashMap<>();
		response.errors()
			.forEach((error) -> errors.put(new Target(error.key(), error.versionId()),
					new Refusal(String.valueOf(error.code()), String.valueOf(error.message()))));
		Map<Target, Refusal> refused = new HashMap<>();
		for (Target target : targets) {
			Target whole = new Target(this.bucket.key(target.key()), target.version());
			Refusal error = errors.getOrDefault(whole, errors.get(whole.withoutVersion()));
			if (error != null) {
				refused.put(target, error);
			}
			else if (!deleted.contains(whole) && deleted.stream().noneMatch((one) -> one.key().equals(whole.key()))) {
				refused.put(target, Refusal.UNCONFIRMED);
			}
		}
		return refused;
	}

	private Map<Target, Refusal> deleteOneByOne(List<Target> targets) {
		Map<Target, Refusal> refused = new HashMap<>();
		for (Target target : targets) {
			try {
				this.bucket.client()
					.deleteObject((request) -> request.bucket(this.bucket.name())
						.key(this.bucket.key(target.key()))
						.versionId(target.version()));
			}
			catch (S3Exception ex) {
				if (S3Failures.isWhole(ex)) {
					throw ex;
				}
				if (ex.statusCode() != S3Failures.NOT_FOUND) {
					refused.put(target, Refusal.of(ex));
				}
			}
		}
		return refused;
	}

	private ObjectIdentifier identifier(Target target) {
		return ObjectIdentifier.builder().key(this.bucket.key(target.key())).versionId(target.version()).build();
	}

	/**
	 * What is to be deleted.
	 *
	 * @param key the object's key below the prefix
	 * @param version the version's ID; {@code null} for an object without versions
	 */
	record Target(String key, @Nullable String version) {

		Target withoutVersion() {
			return new Target(this.key, null);
		}

	}

	/**
	 * Why something was not deleted.
	 *
	 * @param code the server's word for it
	 * @param words what else it says
	 */
	record Refusal(String code, String words) {

		static final Refusal UNCONFIRMED = new Refusal("", "the server doesn't say what became of it");

		private static final String DENIED = "AccessDenied";

		static Refusal of(S3Exception refusal) {
			return new Refusal((refusal.statusCode() == S3Failures.FORBIDDEN) ? DENIED : S3Failures.code(refusal),
					S3Failures.describe(refusal));
		}

		boolean isDenial() {
			return this.code.equals(DENIED);
		}

		Deletion failure(String key) {
			String word = isDenial() ? StoreException.DENIED
					: this.code.isEmpty() ? StoreException.UNCONFIRMED : StoreException.ERROR;
			return new Deletion.Failed(key, word, Printable
				.escape(this.words.contains(this.code) ? this.words : this.code + " (" + this.words + ")"));
		}

	}

}
