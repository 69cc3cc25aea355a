package dev.logarchiver.store.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoredObject;
import dev.logarchiver.store.UploadLog;
import dev.logarchiver.store.s3.S3Bucket.Written;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Sends large logs in parts, and leaves no parts behind when that fails. */
final class S3Multipart {

	private static final Logger logger = LoggerFactory.getLogger(S3Multipart.class);

	private static final int MOST_PARTS = 10_000;

	private static final long MEBIBYTE = 1024 * 1024;

	private final S3Bucket bucket;

	private final UploadLog uploads;

	private final long smallestPart;

	/**
	 * Servers that keep the condition of a write may ignore or refuse that of a
	 * completion.
	 */
	private final S3WriteOnce writeOnce;

	S3Multipart(S3Bucket bucket, UploadLog uploads, long smallestPart) {
		this.bucket = bucket;
		this.uploads = uploads;
		this.smallestPart = smallestPart;
		this.writeOnce = new S3WriteOnce("large logs in " + bucket.uri(""), logger::warn);
	}

	/**
	 * Sends a log.
	 * @param attributes what it is stored with
	 * @param once whether an object that is there stays as it is; looked up as well,
	 * because some servers overwrite it whatever the condition says
	 * @return the result; empty if the key was taken, or the upload was ended by somebody
	 * else
	 */
	Optional<Written> upload(ObjectKey key, SpooledLog text, LogMetadata metadata, S3Attributes attributes,
			boolean once) {
		String uploadId = create(key, metadata, attributes);
		boolean completed = false;
		try {
			this.uploads.recorded(key.value(), uploadId);
			List<CompletedPart> parts = send(key, uploadId, text);
			if (once && this.bucket.find(key.value()).isPresent()) {
				return Optional.empty();
			}
			Optional<Written> stored = S3Failures.translate("Completing " + this.bucket.uri(key.value()),
					() -> once ? this.writeOnce.write((condition) -> complete(key, uploadId, parts, condition))
							: complete(key, uploadId, parts, null));
			completed = stored.isPresent();
			stored.ifPresent((_) -> tag(key, attributes));
			return stored.map((result) -> confirmed(key, text, result));
		}
		finally {
			if (completed) {
				ended(uploadId);
			}
			else {
				abandon(key, uploadId);
			}
		}
	}

	private String create(ObjectKey key, LogMetadata metadata, S3Attributes attributes) {
		String what = "Beginning " + this.bucket.uri(key.value());
		String uploadId = S3Failures.translate(what,
				() -> this.bucket.client()
					.createMultipartUpload((request) -> attributes.of(request)
						.bucket(this.bucket.name())
						.key(this.bucket.key(key.value()))
						.contentType(S3Body.CONTENT_TYPE)
						.contentEncoding(key.compression().contentEncoding().orElse(null))
						.metadata(metadata.toMap()))
					.uploadId());
		if (uploadId == null || uploadId.isBlank()) {
			throw new StoreException(StoreException.UNCONFIRMED,
					what + " failed: the server reported a new upload without its ID", null);
		}
		return uploadId;
	}

	private List<CompletedPart> send(ObjectKey key, String uploadId, SpooledLog text) {
		long partSize = partSize(text.encodedSize(), this.smallestPart);
		List<CompletedPart> parts = new ArrayList<>();
		for (long offset = 0; offset < text.encodedSize(); offset += partSize) {
			int number = parts.size() + 1;
			S3Body body = new S3Body(text, offset, Math.min(partSize, text.encodedSize() - offset));
			String etag = S3Failures.translate("Sending part " + number + " of " + this.bucket.uri(key.value()),
					() -> this.bucket.client()
						.uploadPart((request) -> request.bucket(this.bucket.name())
							.key(this.bucket.key(key.value()))
							.uploadId(uploadId)
							.partNumber(number)
							.contentMD5(body.contentMd5()), body.requestBody())
						.eTag());
			parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
		}
		return parts;
	}

	/**
	 * The size at which a log of any length takes no more parts than S3 allows: whole
	 * mebibytes, or the smallest that does in most cases.
	 */
	static long partSize(long size, long smallest) {
		long needed = Math.ceilDiv(size, MOST_PARTS);
		return (needed <= smallest) ? smallest : Math.ceilDiv(needed, MEBIBYTE) * MEBIBYTE;
	}

	private Optional<Written> complete(ObjectKey key, String uploadId, List<CompletedPart> parts,
			@Nullable String condition) {
		try {
			CompleteMultipartUploadResponse response = this.bucket.client()
				.completeMultipartUpload((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.key(key.value()))
					.uploadId(uploadId)
					.ifNoneMatch(condition)
					.multipartUpload((upload) -> upload.parts(parts)));
			return Optional.of(new Written(response.eTag(), response.versionId()));
		}
		catch (NoSuchUploadException ex) {
			return Optional.empty();
		}
		catch (S3Exception ex) {
			if (condition != null && S3Failures.isTaken(ex)) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * The ETag of an object of parts is not an MD5, and some servers give none: whether
	 * it is there, and whole, is looked up.
	 */
	private Written confirmed(ObjectKey key, SpooledLog text, Written completed) {
		Optional<StoredObject> there = this.bucket.find(key.value());
		if (there.isEmpty() || there.get().size() != text.encodedSize()) {
			throw new StoreException(StoreException.UNCONFIRMED,
					"Storing " + this.bucket.uri(key.value()) + " failed: the server said that it completed "
							+ text.encodedSize() + " bytes, and then "
							+ there.map((object) -> "has " + object.size()).orElse("has no such object"),
					null);
		}
		return (completed.etag() != null) ? completed : new Written(there.get().etag(), completed.version());
	}

	/** Servers other than AWS may drop the tags that an upload was begun with. */
	private void tag(ObjectKey key, S3Attributes attributes) {
		if (attributes.tags() == null
				|| this.bucket.client().serviceClientConfiguration().endpointOverride().isEmpty()) {
			return;
		}
		try {
			this.bucket.client()
				.putObjectTagging((request) -> request.bucket(this.bucket.name())
					.key(this.bucket.key(key.value()))
					.tagging((tagging) -> tagging.tagSet(attributes.tagSet())));
		}
		catch (SdkException ex) {
			logger.warn("{} may lack its tags: {}", this.bucket.uri(key.value()), S3Failures.describe(ex));
		}
	}

	private void abandon(ObjectKey key, String uploadId) {
		boolean interrupted = Thread.interrupted();
		try {
			this.bucket.abort(key.value(), uploadId);
			ended(uploadId);
		}
		catch (RuntimeException ex) {
			logger.warn("The upload {} of {} stays open until it is swept: {}", uploadId, this.bucket.uri(key.value()),
					ex.getMessage());
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void ended(String uploadId) {
		try {
			this.uploads.ended(uploadId);
		}
		catch (RuntimeException ex) {
			logger.warn("The end of the upload {} could not be recorded: {}", uploadId, ex.getMessage());
		}
	}

}
