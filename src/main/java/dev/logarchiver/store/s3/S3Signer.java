package dev.logarchiver.store.s3;

import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;

/**
 * Signs requests as the SDK does.
 *
 * @param credentials whose signature it is
 * @param region the region of the bucket
 * @param checksums whether to send the SDK's own checksum along
 * @param signer the SDK's signer
 */
record S3Signer(IdentityProvider<? extends AwsCredentialsIdentity> credentials, String region, boolean checksums,
		AwsV4HttpSigner signer) {

	/**
	 * Signs for a client, whose configuration is copied as a whole at each call of it.
	 */
	static S3Signer of(S3ServiceClientConfiguration client, boolean checksums) {
		return new S3Signer(client.credentialsProvider(), client.region().id(), checksums, AwsV4HttpSigner.create());
	}

	SignedRequest sign(SdkHttpRequest request, RequestBody body) {
		AwsCredentialsIdentity identity = this.credentials.resolveIdentity().join();
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

}
