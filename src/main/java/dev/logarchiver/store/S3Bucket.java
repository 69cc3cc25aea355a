package dev.logarchiver.store;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

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
				return Optional.of(new StoredObject(relative, found.contentLength(), found.eTag(), found.lastModified(),
						found.metadata()));
			}
			catch (NoSuchKeyException ex) {
				return Optional.empty();
			}
			catch (S3Exception ex) {
				if (isMissing(relative, ex)) {
					return Optional.empty();
				}
				throw ex;
			}
		});
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
		Iterator<ListObjectsV2Response> pages = this.client
			.listObjectsV2Paginator((request) -> request.bucket(this.name).prefix(this.prefix).maxKeys(this.pageSize))
			.iterator();
		return pages("Listing " + uri(""), pages).flatMap((page) -> page.contents().stream())
			.filter((object) -> !isFolderMarker(object))
			.map((object) -> new ListedObject(object.key().substring(this.prefix.length()), object.size(),
					object.eTag(), object.lastModified()));
	}

	private static boolean isFolderMarker(S3Object object) {
		return object.size() == 0 && object.key().endsWith("/");
	}

	/**
	 * Reads pages one after the other, as they are asked for.
	 * @param what what is being done, for people
	 * @param pages the SDK's pages
	 * @param <T> the type of a page
	 * @return the pages, their failures translated
	 */
	static <T> Stream<T> pages(String what, Iterator<T> pages) {
		Iterator<T> translated = new Iterator<>() {

			@Override
			public boolean hasNext() {
				return S3Failures.translate(what, pages::hasNext);
			}

			@Override
			public T next() {
				return S3Failures.translate(what, pages::next);
			}

		};
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(translated, Spliterator.NONNULL), false);
	}

}
