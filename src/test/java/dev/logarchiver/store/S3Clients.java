package dev.logarchiver.store;

import java.net.URI;

import dev.logarchiver.simulation.EmbeddedS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The program's own S3 clients, but with the credentials of a test, and without waiting
 * between tries.
 */
final class S3Clients {

	/** The smallest that S3 takes. */
	static final long PART_SIZE = 5 * 1024 * 1024;

	private S3Clients() {
	}

	static S3Client of(EmbeddedS3 server, URI endpoint) {
		return of(endpoint, server.accessKey(), server.secretKey(), BackoffStrategy.retryImmediately());
	}

	static S3Client of(URI endpoint, String accessKey, String secretKey, BackoffStrategy backoff) {
		S3ClientFactory factory = new S3ClientFactory(new StoreProperties.S3(null, null), endpoint);
		S3ClientBuilder builder = factory.builder()
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
		ClientOverrideConfiguration configuration = builder.overrideConfiguration();
		RetryStrategy retries = configuration.retryStrategy()
			.orElseThrow()
			.toBuilder()
			.backoffStrategy(backoff)
			.throttlingBackoffStrategy(backoff)
			.build();
		return factory
			.direct(builder.overrideConfiguration(configuration.toBuilder().retryStrategy(retries).build()).build());
	}

}
