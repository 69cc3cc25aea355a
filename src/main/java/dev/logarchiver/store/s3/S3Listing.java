package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.OpenUpload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a server lists below the prefix. Keys that nobody asked for are named once and
 * left out. For one listing.
 */
final class S3Listing {

	private static final Logger logger = LoggerFactory.getLogger(S3Listing.class);

	private final S3Bucket bucket;

	private boolean strangerNamed;

	S3Listing(S3Bucket bucket) {
		this.bucket = bucket;
	}

	Stream<ListedObject> objects() {
		return below("").filter((object) -> !ArchiveIdentity.isReserved(object.key()));
	}

	/**
	 * The objects that the program keeps beside the logs.
	 * @param folder what their keys begin with
	 */
	Stream<ListedObject> files(String folder) {
		return below(folder).filter((object) -> object.key().startsWith(folder));
	}

	private Stream<ListedObject> below(String folder) {
		return S3Pages.of("Listing " + this.bucket.uri(folder), (mark) -> {
			ListObjectsV2Response page = this.bucket.client()
				.listObjectsV2((request) -> request.bucket(this.bucket.name())
					.prefix(this.bucket.key(folder))
					.maxKeys(this.bucket.pageSize())
					.continuationToken((String) mark.orElse(null)));
			List<ListedObject> objects = page.contents()
				.stream()
				.filter((object) -> isBelow(object.key()) && !isFolderMarker(object))
				.map(this::listed)
				.toList();
			return new S3Pages.Page<>(objects, page.contents().stream().map((object) -> "" + object.key()).toList(),
					Boolean.TRUE.equals(page.isTruncated()), page.nextContinuationToken());
		});
	}

	Stream<OpenUpload> uploads() {
		return S3Pages.of("Listing the uploads below " + this.bucket.uri(""), (mark) -> {
			Mark after = (Mark) mark.orElse(Mark.BEGINNING);
			ListMultipartUploadsResponse page = this.bucket.client()
				.listMultipartUploads((request) -> request.bucket(this.bucket.name())
					.prefix(this.bucket.prefix())
					.keyMarker(after.key())
					.uploadIdMarker(after.uploadId()));
			List<OpenUpload> uploads = page.uploads()
				.stream()
				.filter((upload) -> isBelow(upload.key()) && upload.initiated() != null)
				.map((upload) -> new OpenUpload(relative(upload.key()), upload.uploadId(), upload.initiated()))
				.toList();
			return new S3Pages.Page<>(uploads,
					page.uploads().stream().map((upload) -> upload.key() + " " + upload.uploadId()).toList(),
					Boolean.TRUE.equals(page.isTruncated()), Mark.of(page));
		});
	}

	private boolean isBelow(@Nullable String key) {
		String prefix = this.bucket.prefix();
		boolean below = key != null && key.startsWith(prefix) && key.length() > prefix.length();
		if (!below && !prefix.equals(key) && !this.strangerNamed) {
			this.strangerNamed = true;
			logger.warn("The server lists objects that aren't below {}, such as '{}': they are ignored",
					this.bucket.uri(""), Printable.escape(String.valueOf(key)));
		}
		return below;
	}

	private String relative(String key) {
		return key.substring(this.bucket.prefix().length());
	}

	private ListedObject listed(S3Object object) {
		Instant modified = object.lastModified();
		return new ListedObject(relative(object.key()), size(object), object.eTag(),
				(modified != null) ? modified : Instant.EPOCH);
	}

	private static boolean isFolderMarker(S3Object object) {
		return size(object) == 0 && object.key().endsWith("/");
	}

	/** One that isn't said differs from any: it is looked up then. */
	private static long size(S3Object object) {
		return (object.size() != null) ? object.size() : -1;
	}

	/**
	 * Where a page of uploads begins.
	 *
	 * @param key after the uploads of this key
	 * @param uploadId after this upload of that key
	 */
	private record Mark(@Nullable String key, @Nullable String uploadId) {

		static final Mark BEGINNING = new Mark(null, null);

		static @Nullable Mark of(ListMultipartUploadsResponse page) {
			return (page.nextKeyMarker() != null) ? new Mark(page.nextKeyMarker(), page.nextUploadIdMarker()) : null;
		}

	}

}
