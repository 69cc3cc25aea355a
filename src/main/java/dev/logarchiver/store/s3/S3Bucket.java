package dev.logarchiver.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.NoSuchObjectException;
import dev.logarchiver.store.ObjectRange;
import dev.logarchiver.store.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.Md5Utils;

import org.springframework.core.NestedExceptionUtils;

/**
 * A bucket, or the part of it below a prefix, as it is read: in keys without the prefix.
 *
 * @param client speaks with the server
 * @param name the bucket
 * @param prefix what all keys begin with: empty, or ending in a slash
 * @param pageSize how many objects a page of a listing holds; {@code null} for the
 * server's own choice
 * @param settings what objects are stored with
 */
record S3Bucket(S3Client client, String name, String prefix, @Nullable Integer pageSize, S3Settings settings) {

	S3Bucket(S3Client client, String name, String prefix, @Nullable Integer pageSize) {
		this(client, name, prefix, pageSize, S3Settings.NONE);
	}

	String key(String relative) {
		return this.prefix + relative;
	}

	String uri(String relative) {
		return "s3://" + this.name + "/" + key(relative);
	}

	String root() {
		String uri = uri("");
		return uri.substring(0, uri.length() - 1);
	}

	/**
	 * Writes an object.
	 * @param request what to write under which key, complete but for the bucket
	 * @return its mark; empty if the server keeps what is there
	 */
	Optional<Written> put(PutObjectRequest.Builder request, RequestBody body) {
		try {
			PutObjectResponse response = this.client.putObject(request.bucket(this.name).build(), body);
			return Optional.of(new Written(response.eTag(), response.versionId()));
		}
		catch (S3Exception ex) {
			if (S3Failures.isTaken(ex)) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * Writes a small object of the program's own.
	 * @return its mark; empty if the server keeps what is there
	 */
	Optional<Written> put(String relative, String contentType, byte[] content, @Nullable String condition) {
		return put(this.settings.ofFile()
			.of(PutObjectRequest.builder()
				.key(key(relative))
				.contentType(contentType)
				.contentMD5(Md5Utils.md5AsBase64(content))
				.ifNoneMatch(condition)), RequestBody.fromBytes(content));
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
				(modified != null) ? modified : Instant.EPOCH, found.metadata(), found.objectLockRetainUntilDate());
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
		return open(relative, (_) -> {
		}, S3Content::new);
	}

	/** A server that doesn't know ranges sends the whole object. */
	InputStream open(String relative, long offset, long length) {
		String end = (length < Long.MAX_VALUE - offset) ? Long.toString(offset + length - 1) : "";
		return open(relative, (request) -> request.range("bytes=" + offset + "-" + end), (object) -> {
			boolean whole = object.response().contentRange() == null;
			try {
				return ObjectRange.of(new S3Content(object), whole ? offset : 0, length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private InputStream open(String relative, Consumer<GetObjectRequest.Builder> part,
			Function<ResponseInputStream<GetObjectResponse>, InputStream> content) {
		String what = "Reading " + uri(relative);
		return S3Failures.translate(what, () -> {
			try {
				return content.apply(
						this.client.getObject((request) -> part.accept(request.bucket(this.name).key(key(relative)))));
			}
			catch (S3Exception ex) {
				if (ex.statusCode() == S3Failures.NOT_SATISFIABLE) {
					return InputStream.nullInputStream();
				}
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

	void abort(String relative, String uploadId) {
		S3Failures.translate("Aborting an upload of " + uri(relative), () -> {
			try {
				this.client
					.abortMultipartUpload((request) -> request.bucket(this.name).key(key(relative)).uploadId(uploadId));
				return true;
			}
			catch (NoSuchUploadException ex) {
				return false;
			}
		});
	}

	/**
	 * What was written.
	 *
	 * @param etag the server's mark of this content; {@code null} if it gave none
	 * @param version the ID of the version; {@code null} where none are kept
	 */
	record Written(@Nullable String etag, @Nullable String version) {

		/** Whether it can be told from other versions. */
		boolean isOneOfMany() {
			return this.version != null && !this.version.equals("null");
		}

	}

}
