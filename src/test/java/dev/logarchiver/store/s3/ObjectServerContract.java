package dev.logarchiver.store.s3;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import dev.logarchiver.simulation.ObjectServer;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.LogStoreContract;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Logs in a bucket of a server that can do more than the embedded one.
 */
abstract class ObjectServerContract extends LogStoreContract {

	final String bucket = "logs-" + UUID.randomUUID();

	final S3Client client = server().client();

	/** The server of all tests. */
	abstract ObjectServer server();

	/** Whether the bucket keeps versions, and locks. */
	abstract boolean locks();

	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@Override
	public LogStore create() {
		this.client.createBucket((request) -> {
			request.bucket(this.bucket);
			if (locks()) {
				request.objectLockEnabledForBucket(true);
			}
		});
		return store(S3Settings.NONE);
	}

	LogStore store(S3Settings settings) {
		return store(settings, server().endpoint());
	}

	LogStore store(S3Settings settings, URI endpoint) {
		S3Client own = S3Clients.of(endpoint, server().accessKey(), server().secretKey(), S3Clients.bounds());
		return new S3LogStore(new S3Bucket(own, this.bucket, "some/", null, settings), S3Clients.presigner(endpoint),
				new RecordedUploads(), S3Clients.PART_SIZE);
	}

	@Override
	public void writeForeign(String key, String content) {
		this.client.putObject((request) -> request.bucket(this.bucket).key("some/" + key),
				RequestBody.fromString(content));
	}

	@Override
	public Set<String> everything() {
		Set<String> all = new HashSet<>();
		this.client.listObjectVersionsPaginator((request) -> request.bucket(this.bucket)).forEach((page) -> {
			page.versions().forEach((version) -> all.add(version.key() + " " + version.versionId()));
			page.deleteMarkers().forEach((mark) -> all.add(mark.key() + " deleted " + mark.versionId()));
		});
		this.client.listMultipartUploads((request) -> request.bucket(this.bucket))
			.uploads()
			.forEach((upload) -> all.add(upload.uploadId()));
		return all;
	}

}
