package dev.logarchiver.store.s3;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import dev.logarchiver.store.LogLink;
import dev.logarchiver.store.ObjectKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/**
 * Makes URLs that open an object for a while, signed by the credentials of the bucket's
 * client.
 *
 * @param bucket the bucket
 * @param presigner signs as the client does
 */
record S3Links(S3Bucket bucket, Function<S3Client, S3Presigner> presigner) {

	LogLink link(ObjectKey key, Duration validity) {
		AwsCredentialsIdentity credentials = new S3Credentials(this.bucket.client())
			.require(new S3Refusals(this.bucket));
		PresignedGetObjectRequest signed = S3Failures.translate("Signing a link to " + this.bucket.uri(key.value()),
				() -> sign(request(key), validity));
		if (!signed.isBrowserExecutable()) {
			throw new IllegalStateException("A link to " + key + " would need more than a URL");
		}
		return link(URI.create(signed.url().toString()), signed.expiration(), credentials);
	}

	/**
	 * The object's own headers say that it is a text and how it is compressed, so that a
	 * browser shows it; if it is saved, then uncompressed, which its key doesn't say.
	 */
	private GetObjectRequest request(ObjectKey key) {
		return GetObjectRequest.builder()
			.bucket(this.bucket.name())
			.key(this.bucket.key(key.value()))
			.responseContentDisposition("inline; filename=\"" + fileName(key) + "\"")
			.build();
	}

	private static String fileName(ObjectKey key) {
		String path = key.value();
		String name = path.substring(path.lastIndexOf('/') + 1);
		return key.worker() + "-" + name.substring(0, name.length() - key.compression().extension().length()) + ".log";
	}

	private PresignedGetObjectRequest sign(GetObjectRequest request, Duration validity) {
		try (S3Presigner signer = this.presigner.apply(this.bucket.client())) {
			return signer.presignGetObject((presign) -> presign.signatureDuration(validity).getObjectRequest(request));
		}
	}

	private LogLink link(URI url, Instant end, AwsCredentialsIdentity credentials) {
		Instant credentialsEnd = credentials.expirationTime().orElse(null);
		boolean early = credentialsEnd != null && credentialsEnd.isBefore(end);
		return new LogLink.Url(url, (early && credentialsEnd != null) ? credentialsEnd : end,
				warning(end, credentialsEnd, credentials instanceof AwsSessionCredentialsIdentity));
	}

	private static @Nullable String warning(Instant end, @Nullable Instant credentialsEnd, boolean temporary) {
		if (credentialsEnd != null) {
			return credentialsEnd.isBefore(end) ? "The link ends at " + credentialsEnd + ", not at " + end
					+ ": the credentials that sign it are temporary, and end then" : null;
		}
		return temporary ? "The link may end before " + end
				+ ": the credentials that sign it are temporary, and don't say when they end" : null;
	}

}
