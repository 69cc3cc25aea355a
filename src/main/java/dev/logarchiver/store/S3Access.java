package dev.logarchiver.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;

import dev.logarchiver.run.ConfigurationException;
import dev.logarchiver.run.OutOfReachException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Finds out whether a bucket can be used, and says what its user has to change where it
 * can't.
 */
final class S3Access {

	private static final String CREDENTIALS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN "
			+ "for temporary ones), AWS_PROFILE, or a role of this machine";

	private static final int MOVED_PERMANENTLY = 301;

	private static final int SERVER_ERROR = 500;

	private static final int TOO_MANY_REQUESTS = 429;

	private final S3Bucket bucket;

	S3Access(S3Bucket bucket) {
		this.bucket = bucket;
	}

	/**
	 * Asks for one key: unlike the request that is made for this, a refusal comes with a
	 * body that says why.
	 */
	void check() {
		requireCredentials();
		attempt("s3:ListBucket", () -> this.bucket.client()
			.listObjectsV2((request) -> request.bucket(this.bucket.name()).prefix(this.bucket.prefix()).maxKeys(1)));
	}

	private void requireCredentials() {
		try {
			AwsCredentialsIdentity credentials = this.bucket.client()
				.serviceClientConfiguration()
				.credentialsProvider()
				.resolveIdentity()
				.join();
			if (credentials == null) {
				throw new IllegalStateException("The SDK's credentials provider gave none");
			}
		}
		catch (RuntimeException ex) {
			throw new ConfigurationException(
					"There are no credentials for " + this.bucket.uri("") + ": set " + CREDENTIALS, ex);
		}
	}

	/**
	 * Writes, fails to overwrite, reads back and deletes a small object.
	 */
	void probe() {
		String key = this.bucket.key(".log-archiver-probe-" + UUID.randomUUID());
		byte[] content = ("probe " + key).getBytes(StandardCharsets.UTF_8);
		// that it is taken means that a try whose answer got lost has written it
		writeIfFree(key, content);
		try {
			requireConditions(key, content);
			requireSame(key, content);
		}
		finally {
			attempt("s3:DeleteObject",
					() -> this.bucket.client().deleteObject((request) -> request.bucket(this.bucket.name()).key(key)));
		}
	}

	private boolean writeIfFree(String key, byte[] content) {
		return attempt("s3:PutObject", () -> {
			try {
				this.bucket.client()
					.putObject((request) -> request.bucket(this.bucket.name()).key(key).ifNoneMatch("*"),
							RequestBody.fromBytes(content));
				return true;
			}
			catch (S3Exception ex) {
				if (S3Failures.isTaken(ex)) {
					return false;
				}
				throw ex;
			}
		});
	}

	private void requireConditions(String key, byte[] content) {
		if (writeIfFree(key, content)) {
			throw new ConfigurationException("The server of " + this.bucket.uri("")
					+ " ignores If-None-Match, so that it could overwrite an archived log: use another S3 server");
		}
	}

	private void requireSame(String key, byte[] content) {
		byte[] read = attempt("s3:GetObject",
				() -> this.bucket.client()
					.getObjectAsBytes((request) -> request.bucket(this.bucket.name()).key(key))
					.asByteArrayUnsafe());
		if (!Arrays.equals(read, content)) {
			throw new ConfigurationException("The server of " + this.bucket.uri("")
					+ " gave back other bytes than were written: see what lies between it and this program");
		}
	}

	private <T> T attempt(String permission, Supplier<T> request) {
		try {
			return request.get();
		}
		catch (SdkException ex) {
			throw of(permission, ex);
		}
	}

	private RuntimeException of(String permission, SdkException failure) {
		if (S3Failures.isInterruption(failure)) {
			return S3Failures.of("Trying " + this.bucket.uri(""), failure);
		}
		if (failure instanceof AwsServiceException refusal && !isTransient(refusal.statusCode())) {
			return new ConfigurationException(remedy(refusal, permission) + " [" + S3Failures.describe(refusal) + "]",
					refusal);
		}
		return unreachable(failure);
	}

	private static boolean isTransient(int status) {
		return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS;
	}

	private RuntimeException unreachable(SdkException failure) {
		return new OutOfReachException(
				"The store " + this.bucket.uri("") + at() + " can't be reached: " + S3Failures.describe(failure),
				failure);
	}

	private String remedy(AwsServiceException refusal, String permission) {
		String code = S3Failures.code(refusal);
		int status = refusal.statusCode();
		String store = this.bucket.uri("");
		if (code.equals("NoSuchBucket") || (status == S3Failures.NOT_FOUND && !code.equals("NoSuchKey"))) {
			return "The bucket '" + this.bucket.name() + "' of archiver.store.uri does not exist" + at()
					+ ": create it or correct the name";
		}
		if (code.equals("RequestTimeTooSkewed")) {
			return "The server of " + store + " refused a request because of its time: set the clock of this machine";
		}
		if (S3Failures.REFUSED_CREDENTIALS.contains(code) || status == S3Failures.UNAUTHORIZED) {
			return "The credentials for " + store + " were refused" + at() + ": correct " + CREDENTIALS;
		}
		if (status == MOVED_PERMANENTLY || code.equals("AuthorizationHeaderMalformed")) {
			return "The bucket '" + this.bucket.name() + "' is not in this region: set AWS_REGION to the bucket's";
		}
		if (status == S3Failures.FORBIDDEN) {
			return "The credentials for " + store + " don't permit " + permission + at()
					+ ": grant it, or use others by " + CREDENTIALS;
		}
		return "The server of " + store + " refused a request" + at()
				+ ": check archiver.store.uri, AWS_ENDPOINT_URL_S3 and archiver.store.s3.*";
	}

	private String at() {
		@Nullable String host = this.bucket.client()
			.serviceClientConfiguration()
			.endpointOverride()
			.map((endpoint) -> endpoint.getScheme() + "://" + endpoint.getAuthority().replaceAll(".*@", ""))
			.orElse(null);
		return (host != null) ? " at " + host : "";
	}

}
