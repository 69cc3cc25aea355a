package dev.logarchiver.store.s3;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.RequestGate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Sends logs by the SDK's signer and HTTP client alone. For small logs, the rest of the
 * SDK's pipeline was a third of the program's Java time. It comes in where the answer is
 * anything but success: it sends the log again, retries, and says what is wrong.
 */
final class DirectPuts extends DelegatingS3Client {

	/** Directory buckets, access points and the like are signed in other ways. */
	private static final Pattern PLAIN_BUCKET = Pattern.compile("[a-z0-9](?!.*--[a-z0-9-]+$)[a-z0-9.-]*");

	private static final PutObjectRequest EMPTY = PutObjectRequest.builder().build();

	private final SdkHttpClient http;

	private final RequestGate gate;

	private final SignedPuts signed;

	/**
	 * Wraps a client.
	 * @param sdk the client, closed with this one
	 * @param checksums whether to send the SDK's own checksum along
	 */
	DirectPuts(S3Client sdk, SdkHttpClient http, RequestGate gate, boolean checksums) {
		super(sdk);
		this.signed = new SignedPuts(sdk, checksums);
		this.http = http;
		this.gate = gate;
	}

	/**
	 * Sends an object; a request without an MD5 is not a log's and is left to the SDK.
	 */
	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		if (knowsAllOf(request) && body.optionalContentLength().isPresent()) {
			try {
				Optional<PutObjectResponse> response = send(request, body);
				if (response.isPresent()) {
					return response.get();
				}
			}
			catch (IOException | SdkException | CompletionException ex) {
				// the SDK tries again, and reports what it meets
			}
		}
		return super.putObject(request, body);
	}

	/**
	 * Whether nothing is left of a request without what {@link #http} sends: whatever
	 * else somebody asks for, now or in times to come, the SDK knows how.
	 */
	private static boolean knowsAllOf(PutObjectRequest request) {
		return request.contentMD5() != null && request.contentType() != null && request.key() != null
				&& request.bucket() != null && PLAIN_BUCKET.matcher(request.bucket()).matches()
				&& request.toBuilder()
					.bucket(null)
					.key(null)
					.contentType(null)
					.contentEncoding(null)
					.contentMD5(null)
					.ifNoneMatch(null)
					.metadata(null)
					.tagging((String) null)
					.storageClass((String) null)
					.serverSideEncryption((String) null)
					.ssekmsKeyId(null)
					.objectLockMode((String) null)
					.objectLockRetainUntilDate(null)
					.build()
					.equals(EMPTY);
	}

	private Optional<PutObjectResponse> send(PutObjectRequest request, RequestBody body) throws IOException {
		CallBudget.Turn turn = this.gate.enter();
		SignedRequest signed = this.signed.sign(request, body);
		HttpExecuteResponse response = this.http
			.prepareRequest(HttpExecuteRequest.builder()
				.request(signed.request())
				.contentStreamProvider(signed.payload().orElseThrow())
				.build())
			.call();
		if (response.responseBody().isPresent()) {
			try (AbortableInputStream answer = response.responseBody().get()) {
				answer.readAllBytes();
			}
		}
		return response(response.httpResponse(), turn);
	}

	private static Optional<PutObjectResponse> response(SdkHttpResponse response, CallBudget.Turn turn) {
		if (SlowDown.isSaidBy(response)) {
			turn.refused(SlowDown.retryAfter(response).orElse(null));
			return Optional.empty();
		}
		turn.accepted();
		return response.isSuccessful() ? Optional.of(PutObjectResponse.builder()
			.eTag(response.firstMatchingHeader("ETag").orElse(null))
			.versionId(response.firstMatchingHeader("x-amz-version-id").orElse(null))
			.build()) : Optional.empty();
	}

	@Override
	public void close() {
		super.close();
		this.http.close();
	}

}
