package dev.logarchiver.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import dev.logarchiver.network.Network;
import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.store.StoreBounds;
import dev.logarchiver.store.StoreProperties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * The program's own S3 clients, but with the credentials of a test, and without waiting
 * between tries.
 */
public final class S3Clients {

	/** The smallest that S3 takes. */
	public static final long PART_SIZE = 5 * 1024 * 1024;

	private S3Clients() {
	}

	/** As the program's own, but with hardly any wait between tries. */
	static StoreBounds bounds() {
		return new StoreBounds(Duration.ofSeconds(60), 1024, Duration.ofMillis(1), Duration.ofMinutes(10));
	}

	static S3Client of(EmbeddedS3 server, URI endpoint) {
		return of(server, endpoint, bounds());
	}

	static S3Client of(EmbeddedS3 server, URI endpoint, StoreBounds bounds) {
		return of(endpoint, server.accessKey(), server.secretKey(), bounds);
	}

	static S3Client of(URI endpoint, String accessKey, String secretKey, StoreBounds bounds) {
		return factory(endpoint, bounds)
			.create(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
	}

	/** Signs links to where such clients send their requests. */
	static Function<S3Client, S3Presigner> presigner(URI endpoint) {
		return factory(endpoint, bounds())::presigner;
	}

	/** Settings of a store in S3 that has the defaults of all others. */
	public static StoreProperties.S3 settings(@Nullable Boolean pathStyle,
			StoreProperties.@Nullable Checksums checksums) {
		return new StoreProperties.S3(pathStyle, checksums, new StoreProperties.ObjectLock(null, null), List.of(), null,
				DataSize.ofKilobytes(128), null, null);
	}

	private static S3ClientFactory factory(URI endpoint, StoreBounds bounds) {
		return new S3ClientFactory(settings(null, null), bounds, endpoint, Network.of(new StandardEnvironment()));
	}

}
