package dev.logarchiver.simulation;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;

/** A server of S3 that has buckets as tests make them. */
public interface ObjectServer extends AutoCloseable {

	/** Where it listens. */
	URI endpoint();

	String accessKey();

	String secretKey();

	/**
	 * A client of its own for tests that look behind the program's back.
	 * @return a client that the caller closes
	 */
	default S3Client client() {
		return S3Client.builder()
			.endpointOverride(endpoint())
			.forcePathStyle(true)
			.region(Region.US_EAST_1)
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.serviceConfiguration((configuration) -> configuration.chunkedEncodingEnabled(false))
			.addPlugin(LegacyMd5Plugin.create())
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey(), secretKey())))
			.httpClientBuilder(Apache5HttpClient.builder())
			.build();
	}

	@Override
	void close();

}
