package dev.logarchiver.simulation;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server inside this process, on the loopback address, that checks signatures
 * and keeps its objects as files.
 */
public final class EmbeddedS3 implements AutoCloseable {

	private final S3Proxy server;

	private final BlobStore blobs;

	private final String accessKey;

	private final String secretKey;

	private final String bucket;

	private EmbeddedS3(S3Proxy server, BlobStore blobs, String accessKey, String secretKey, String bucket) {
		this.server = server;
		this.blobs = blobs;
		this.accessKey = accessKey;
		this.secretKey = secretKey;
		this.bucket = bucket;
	}

	/**
	 * Starts a server whose bucket is there already.
	 * @param directory where the objects are kept, also after this server has ended
	 * @param port the port to listen on; 0 for any that is free
	 * @param accessKey the only access key that is accepted
	 * @param secretKey its secret
	 * @param bucket the bucket
	 * @return the server, listening
	 */
	public static EmbeddedS3 start(Path directory, int port, String accessKey, String secretKey, String bucket) {
		return start(directory, port, AuthenticationType.AWS_V4, accessKey, secretKey, bucket);
	}

	/**
	 * Starts a server that checks no signatures, so that requests can be changed on their
	 * way.
	 * @param directory where the objects are kept
	 * @param bucket the bucket
	 * @return the server, listening
	 */
	public static EmbeddedS3 trusting(Path directory, String bucket) {
		return start(directory, 0, AuthenticationType.NONE, "any", "any", bucket);
	}

	private static EmbeddedS3 start(Path directory, int port, AuthenticationType authentication, String accessKey,
			String secretKey, String bucket) {
		try {
			Properties properties = new Properties();
			properties.setProperty("jclouds.filesystem.basedir", Files.createDirectories(directory).toString());
			properties.setProperty("jclouds.identity", accessKey);
			properties.setProperty("jclouds.credential", secretKey);
			BlobStore blobs = BlobStores.create("filesystem-nio2", properties);
			if (!blobs.containerExists(bucket)) {
				blobs.createContainer(bucket);
			}
			S3Proxy server = S3Proxy.builder()
				.blobStore(blobs)
				.endpoint(URI.create("http://127.0.0.1:" + port))
				.awsAuthentication(authentication, accessKey, secretKey)
				.build();
			server.start();
			return new EmbeddedS3(server, blobs, accessKey, secretKey, bucket);
		}
		catch (Exception ex) {
			throw new IllegalStateException("The embedded S3 server can't start on port " + port, ex);
		}
	}

	/**
	 * Where it listens.
	 * @return the endpoint, for path-style addressing
	 */
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getPort());
	}

	public String accessKey() {
		return this.accessKey;
	}

	public String secretKey() {
		return this.secretKey;
	}

	public String bucket() {
		return this.bucket;
	}

	/**
	 * A client of its own for tests that look behind the program's back.
	 * @return a client that the caller closes
	 */
	public S3Client client() {
		return S3Client.builder()
			.endpointOverride(endpoint())
			.forcePathStyle(true)
			.region(Region.US_EAST_1)
			.credentialsProvider(
					StaticCredentialsProvider.create(AwsBasicCredentials.create(this.accessKey, this.secretKey)))
			.httpClientBuilder(Apache5HttpClient.builder())
			.build();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The embedded S3 server can't be stopped", ex);
		}
		this.blobs.close();
	}

}
