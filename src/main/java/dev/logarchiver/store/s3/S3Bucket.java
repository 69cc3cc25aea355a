package dev.logarchiver.store.s3;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.NoSuchObjectException;
import dev.logarchiver.store.StoredObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import org.springframework.core.NestedExceptionUtils;

/**
 * A bucket, or the part of it below a prefix, as it is read: in keys without the prefix.
 *
 * @param client speaks with the server
 * @param name the bucket
 * @param prefix what all keys begin with: empty, or ending in a slash
 * @param pageSize how many objects a page of a listing holds; {@code null} for the
 * server's own choice
 */
record S3Bucket(S3Client client, String name, String prefix, @Nullable Integer pageSize) {

	private static final Logger logger = LoggerFactory.getLogger(S3Bucket.class);

	String key(String relative) {
		return this.prefix + relative;
	}

	String uri(String relative) {
		return "s3://" + this.name + "/" + key(relative);
	}

	Optional<StoredObject> find(String relative) {
		return S3Failures.translate("Looking up " + uri(relative), () -> {
			try {
				HeadObjectResponse found = this.client
					.headObject((request) -> request.bucket(this.name).key(key(relative)));
				return Optional.of(described(relative, found));
			}
			catch (NoSuchKeyException ex) {
				return Optional.empty();
			}
			catch (SdkClientException ex) {
				throw isUnreadable(ex) ? new StoreException(StoreException.ERROR,
						"Looking up " + uri(relative) + " failed: " + S3Failures.describe(ex), ex) : ex;
			}
			catch (S3Exception ex) {
				if (isMissing(relative, ex)) {
					return Optional.empty();
				}
				throw ex;
			}
		});
	}

	/** Headers that can't be read are those of one object. */
	private static boolean isUnreadable(SdkClientException failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure) instanceof DateTimeException;
	}

	private StoredObject described(String relative, HeadObjectResponse found) {
		Instant modified = found.lastModified();
		if (found.contentLength() == null) {
			throw new StoreException(StoreException.ERROR,
					"Looking up " + uri(relative) + " failed: the server doesn't say its length");
		}
		return new StoredObject(relative, found.contentLength(), found.eTag(),
				(modified != null) ? modified : Instant.EPOCH, found.metadata());
	}

	/**
	 * Whether a denial only means that there is no such object: AWS says so to whoever
	 * may list but a part of the bucket.
	 */
	private boolean isMissing(String relative, S3Exception refusal) {
		if (!S3Refusals.isDenial(refusal)) {
			return false;
		}
		try {
			return this.client.listObjectsV2((request) -> request.bucket(this.name).prefix(key(relative)).maxKeys(1))
				.contents()
				.stream()
				.noneMatch((object) -> object.key().equals(key(relative)));
		}
		catch (SdkException ex) {
			return false;
		}
	}

	InputStream open(String relative) {
		String what = "Reading " + uri(relative);
		return S3Failures.translate(what, () -> {
			try {
				return new S3Content(this.client.getObject((request) -> request.bucket(this.name).key(key(relative))));
			}
			catch (S3Exception ex) {
				if (isMissing(relative, ex)) {
					throw new NoSuchObjectException(what + " failed: there is no such object", ex);
				}
				throw ex;
			}
		});
	}

	void delete(String relative) {
		S3Failures.translate("Deleting " + uri(relative),
				() -> this.client.deleteObject((request) -> request.bucket(this.name).key(key(relative))));
	}

	Stream<ListedObject> list() {
		Strangers strangers = new Strangers(uri(""));
		return S3Pages.of("Listing " + uri(""), (mark) -> {
			ListObjectsV2Response page = this.client.listObjectsV2((request) -> request.bucket(this.name)
				.prefix(this.prefix)
				.maxKeys(this.pageSize)
				.continuationToken((String) mark.orElse(null)));
			List<ListedObject> objects = page.contents()
				.stream()
				.filter((object) -> isBelow(object.key(), strangers) && !isFolderMarker(object))
				.map(this::listed)
				.filter((object) -> !ArchiveIdentity.isReserved(object.key()))
				.toList();
			return new S3Pages.Page<>(objects, page.contents().stream().map((object) -> "" + object.key()).toList(),
					Boolean.TRUE.equals(page.isTruncated()), page.nextContinuationToken());
		});
	}

	/**
	 * Whether a key that a server lists is one that it was asked for.
	 */
	boolean isBelow(@Nullable String key, Strangers strangers) {
		boolean below = key != null && key.startsWith(this.prefix) && key.length() > this.prefix.length();
		if (!below && !this.prefix.equals(key)) {
			strangers.add(String.valueOf(key));
		}
		return below;
	}

	private ListedObject listed(S3Object object) {
		Instant modified = object.lastModified();
		return new ListedObject(object.key().substring(this.prefix.length()), size(object), object.eTag(),
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
	 * Keys in a listing that nobody asked for; named once.
	 */
	static final class Strangers {

		private final String place;

		private boolean named;

		Strangers(String place) {
			this.place = place;
		}

		private void add(String key) {
			if (!this.named) {
				this.named = true;
				logger.warn("The server lists what isn't below {}, such as '{}': that is left out", this.place,
						Printable.escape(key));
			}
		}

	}

}
