package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The versions of an object, in a bucket that keeps them.
 *
 * @param bucket the bucket
 */
record S3Versions(S3Bucket bucket) {

	/**
	 * Lists the versions of an object and the marks of its deletions.
	 * @param key its key below the prefix
	 * @return the versions, the newest first, then the marks
	 */
	List<Version> of(String key) {
		String whole = this.bucket.key(key);
		try (Stream<Version> versions = S3Pages.of("Listing the versions of " + this.bucket.uri(key),
				(mark) -> page(whole, (Mark) mark.orElse(Mark.BEGINNING)))) {
			// the key itself is the first of those that begin with it
			return versions.takeWhile((version) -> !version.isOther()).toList();
		}
	}

	private S3Pages.Page<Version> page(String key, Mark after) {
		ListObjectVersionsResponse page = this.bucket.client()
			.listObjectVersions((request) -> request.bucket(this.bucket.name())
				.prefix(key)
				.keyMarker(after.key())
				.versionIdMarker(after.version())
				.maxKeys(this.bucket.pageSize()));
		List<Version> found = new ArrayList<>();
		page.versions()
			.stream()
			.filter((version) -> key.equals(version.key()))
			.forEach((version) -> found
				.add(new Version(String.valueOf(version.versionId()), false, time(version.lastModified()))));
		page.deleteMarkers()
			.stream()
			.filter((mark) -> key.equals(mark.key()))
			.forEach((mark) -> found
				.add(new Version(String.valueOf(mark.versionId()), true, time(mark.lastModified()))));
		if (page.versions().size() + page.deleteMarkers().size() > found.size()) {
			found.add(Version.OTHER);
		}
		return new S3Pages.Page<>(found, found.stream().map(Version::id).toList(),
				Boolean.TRUE.equals(page.isTruncated()), Mark.of(page));
	}

	private static Instant time(@Nullable Instant modified) {
		return (modified != null) ? modified : Instant.MAX;
	}

	/**
	 * Looks what keeps a version.
	 * @param version the version's ID; {@code null} for an object without versions
	 * @return its lock, also one that has ended; empty where there is none, nothing may
	 * be seen of it, or the version is gone
	 */
	Optional<Lock> lock(String key, @Nullable String version) {
		try {
			HeadObjectResponse found = this.bucket.client()
				.headObject(
						(request) -> request.bucket(this.bucket.name()).key(this.bucket.key(key)).versionId(version));
			boolean held = found.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON;
			return (held || found.objectLockRetainUntilDate() != null)
					? Optional.of(new Lock(held, found.objectLockRetainUntilDate())) : Optional.empty();
		}
		catch (S3Exception ex) {
			if (S3Protection.isNoAnswer(ex)) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * One version of an object, or the mark of a deletion.
	 *
	 * @param id its ID; empty where another object follows
	 * @param mark whether it marks a deletion
	 * @param modified when it was stored
	 */
	record Version(String id, boolean mark, Instant modified) {

		static final Version OTHER = new Version("", false, Instant.MIN);

		boolean isOther() {
			return this.id.isEmpty();
		}

	}

	/**
	 * What keeps a version.
	 *
	 * @param held whether it is under a legal hold
	 * @param until when its retention ends; {@code null} if it has none
	 */
	record Lock(boolean held, @Nullable Instant until) {

		boolean isOn(Instant now) {
			return this.held || (this.until != null && this.until.isAfter(now));
		}

		/** When all of several are over; {@code null} where one is a legal hold. */
		static @Nullable Instant end(List<Lock> locks) {
			return locks.stream().anyMatch(Lock::held) ? null
					: locks.stream()
						.map(Lock::until)
						.filter((until) -> until != null)
						.max(Instant::compareTo)
						.orElse(null);
		}

	}

	/**
	 * Where a page begins.
	 *
	 * @param key after this key
	 * @param version after this version of that key
	 */
	private record Mark(@Nullable String key, @Nullable String version) {

		static final Mark BEGINNING = new Mark(null, null);

		static @Nullable Mark of(ListObjectVersionsResponse page) {
			return (page.nextKeyMarker() != null) ? new Mark(page.nextKeyMarker(), page.nextVersionIdMarker()) : null;
		}

	}

}
