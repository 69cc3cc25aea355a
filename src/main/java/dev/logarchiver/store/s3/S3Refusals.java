package dev.logarchiver.store.s3;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Says why a bucket can't be used, and what its user has to change.
 *
 * @param bucket the bucket
 */
record S3Refusals(S3Bucket bucket) {

	private static final String CREDENTIALS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN "
			+ "for temporary ones), AWS_PROFILE, or a role of this machine";

	private static final int MOVED_PERMANENTLY = 301;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVER_ERROR = 500;

	ConfigurationException noCredentials(RuntimeException cause) {
		return ChosenCredentials.failure()
			.map((reason) -> new ConfigurationException("There are no credentials for " + store() + " [" + reason + "]",
					"correct that, or set " + CREDENTIALS, cause))
			.orElseGet(() -> new ConfigurationException("There are no credentials for " + store(), "set " + CREDENTIALS,
					cause));
	}

	ConfigurationException unfit(String what, String remedy) {
		return new ConfigurationException("The server of " + store() + " " + what, remedy, null);
	}

	ConfigurationException withoutLocks() {
		return new ConfigurationException(
				"The bucket '" + this.bucket.name() + "' of archiver.store.uri has no Object Lock" + at()
						+ ", by which archiver.store.s3.object-lock.mode is to lock logs",
				"switch Object Lock on for the bucket, use one that has it, or leave out "
						+ "archiver.store.s3.object-lock.mode and .retain",
				null);
	}

	/** Whether the server knows the credentials, and doesn't permit them the request. */
	static boolean isDenial(SdkException failure) {
		return failure instanceof AwsServiceException refusal && refusal.statusCode() == S3Failures.FORBIDDEN
				&& !S3Failures.REFUSED_CREDENTIALS.contains(S3Failures.code(refusal));
	}

	RuntimeException of(SdkException failure) {
		if (S3Failures.isInterruption(failure)) {
			return S3Failures.of("Trying " + store(), failure);
		}
		if (failure instanceof AwsServiceException refusal && !isTransient(refusal)) {
			return refused(refusal);
		}
		if (UnconfirmedException.isCauseOf(failure)) {
			return because(failure, "The server of " + store() + " can't be trusted" + at(),
					"check what is between it and this program, or use another S3 server");
		}
		return new OutOfReachException("The store " + store() + at() + " can't be reached: " + S3Failures
			.describe(failure), (failure instanceof AwsServiceException)
					? "try again later"
					: "check that the server is running, that AWS_ENDPOINT_URL_S3 (on AWS: AWS_REGION) is right, and "
							+ "that this machine reaches it: name resolution, firewall, proxy, certificate "
							+ "(docs/network.md)",
				failure);
	}

	private static boolean isTransient(AwsServiceException refusal) {
		return refusal.statusCode() >= SERVER_ERROR || refusal.statusCode() == TOO_MANY_REQUESTS;
	}

	private ConfigurationException refused(AwsServiceException refusal) {
		String code = S3Failures.code(refusal);
		int status = refusal.statusCode();
		if (code.equals("NoSuchBucket") || (status == S3Failures.NOT_FOUND && !code.equals("NoSuchKey"))) {
			return because(refusal,
					"The bucket '" + this.bucket.name() + "' of archiver.store.uri does not exist" + at(),
					"create it, or correct the name or AWS_ENDPOINT_URL_S3");
		}
		if (code.equals("RequestTimeTooSkewed")) {
			return because(refusal, "The server of " + store() + " refused a request because of its time",
					"set the clock of this machine, which reads " + Instant.now());
		}
		if (S3Failures.REFUSED_CREDENTIALS.contains(code) || status == S3Failures.UNAUTHORIZED) {
			return because(refusal, "The credentials for " + store() + " were refused" + at(),
					"correct " + CREDENTIALS);
		}
		if (status == MOVED_PERMANENTLY || code.equals("AuthorizationHeaderMalformed")) {
			return because(refusal, "The bucket '" + this.bucket.name() + "' is not in this region",
					"set AWS_REGION to the bucket's" + region(refusal).map((region) -> ", " + region).orElse(""));
		}
		return because(refusal, "The server of " + store() + " refused a request" + at(),
				"check archiver.store.uri, AWS_ENDPOINT_URL_S3 and archiver.store.s3.*");
	}

	ConfigurationException denied(Collection<String> permissions, SdkException refusal) {
		return because(refusal,
				"The credentials for " + store() + " don't permit " + String.join(", ", permissions) + at(),
				"grant that ('doctor --policy' prints a policy with all that is needed), or use others: set "
						+ CREDENTIALS);
	}

	private static ConfigurationException because(SdkException refusal, String problem, String remedy) {
		return new ConfigurationException(problem + " [" + S3Failures.describe(refusal) + "]", remedy, refusal);
	}

	private static Optional<String> region(AwsServiceException refusal) {
		return Optional.ofNullable(refusal.awsErrorDetails())
			.map((details) -> details.sdkHttpResponse())
			.flatMap((response) -> response.firstMatchingHeader("x-amz-bucket-region"))
			.filter((region) -> region.matches("[a-z0-9-]{1,40}"));
	}

	private String store() {
		return this.bucket.uri("");
	}

	private String at() {
		return this.bucket.client()
			.serviceClientConfiguration()
			.endpointOverride()
			.map((endpoint) -> " at " + endpoint.getScheme() + "://" + endpoint.getAuthority().replaceAll(".*@", ""))
			.orElse("");
	}

}
