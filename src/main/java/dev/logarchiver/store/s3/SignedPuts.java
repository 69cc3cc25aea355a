package dev.logarchiver.store.s3;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Makes of the PUT of an object what goes over the wire, signed as the SDK does. */
final class SignedPuts {

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final String region;

	private final boolean checksums;

	private final S3Utilities utilities;

	private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

	private volatile @Nullable Place place;

	/**
	 * Signs for a client.
	 * @param checksums whether to send the SDK's own checksum along
	 */
	SignedPuts(S3Client client, boolean checksums) {
		// each call of it copies the whole configuration
		S3ServiceClientConfiguration configuration = client.serviceClientConfiguration();
		this.credentials = configuration.credentialsProvider();
		this.region = configuration.region().id();
		this.utilities = client.utilities();
		this.checksums = checksums;
	}

	SignedRequest sign(PutObjectRequest put, RequestBody body) {
		AwsCredentialsIdentity identity = this.credentials.resolveIdentity().join();
		SdkHttpRequest request = http(put, body);
		return this.signer.sign((sign) -> sign.identity(identity)
			.request(request)
			.payload(body.contentStreamProvider())
			.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
			.putProperty(AwsV4HttpSigner.REGION_NAME, this.region)
			.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
			.putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
			.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
			.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, request.protocol().equals("http"))
			.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, this.checksums ? DefaultChecksumAlgorithm.CRC32 : null));
	}

	private SdkHttpRequest http(PutObjectRequest put, RequestBody body) {
		SdkHttpRequest.Builder http = SdkHttpRequest.builder()
			.method(SdkHttpMethod.PUT)
			.uri(place(put.bucket()).of(put.key()))
			.putHeader("User-Agent", "log-archiver")
			.putHeader("Content-Length", body.optionalContentLength().orElseThrow().toString())
			.putHeader("Content-Type", put.contentType())
			.putHeader("Content-MD5", put.contentMD5());
		putIfSet(http, "Content-Encoding", put.contentEncoding());
		putIfSet(http, "If-None-Match", put.ifNoneMatch());
		putIfSet(http, "x-amz-tagging", put.tagging());
		putIfSet(http, "x-amz-storage-class", put.storageClassAsString());
		putIfSet(http, "x-amz-server-side-encryption", put.serverSideEncryptionAsString());
		putIfSet(http, "x-amz-server-side-encryption-aws-kms-key-id", put.ssekmsKeyId());
		putIfSet(http, "x-amz-object-lock-mode", put.objectLockModeAsString());
		putIfSet(http, "x-amz-object-lock-retain-until-date",
				(put.objectLockRetainUntilDate() != null) ? put.objectLockRetainUntilDate().toString() : null);
		for (Map.Entry<String, String> entry : put.metadata().entrySet()) {
			http.putHeader("x-amz-meta-" + entry.getKey(), entry.getValue());
		}
		return http.build();
	}

	private static void putIfSet(SdkHttpRequest.Builder http, String name, @Nullable String value) {
		if (value != null) {
			http.putHeader(name, value);
		}
	}

	private Place place(String bucket) {
		Place known = this.place;
		if (known == null || !known.bucket.equals(bucket)) {
			String example = this.utilities.getUrl((url) -> url.bucket(bucket).key("-")).toString();
			known = new Place(bucket, example.substring(0, example.length() - 1));
			this.place = known;
		}
		return known;
	}

	/**
	 * Where a bucket is, which is worked out once.
	 *
	 * @param url what the URLs of its objects begin with
	 */
	private record Place(String bucket, String url) {

		URI of(String key) {
			return URI.create(this.url + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
		}

	}

}
