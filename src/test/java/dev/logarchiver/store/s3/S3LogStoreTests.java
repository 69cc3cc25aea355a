package dev.logarchiver.store.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.LogStoreContract;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;
import dev.logarchiver.store.PutResult;
import dev.logarchiver.store.Sample;
import dev.logarchiver.store.Samples;
import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Logs in a bucket of their own.
 */
class S3LogStoreTests extends LogStoreContract {

	private static final ObjectKey KEY = Samples.KEY;

	static EmbeddedS3 server;

	static S3Client client;

	private final String bucket = "logs-" + UUID.randomUUID();

	private final RecordedUploads uploads = new RecordedUploads();

	/**
	 * What all keys begin with.
	 */
	String prefix() {
		return "";
	}

	/**
	 * Where the store finds the server.
	 */
	URI endpoint() {
		return server.endpoint();
	}

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = EmbeddedS3.start(directory, 0, "key", "top-secret", "first");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		client.close();
		server.close();
	}

	@Override
	public LogStore create() {
		client.createBucket((request) -> request.bucket(this.bucket));
		return new S3LogStore(new S3Bucket(S3Clients.of(server, endpoint()), this.bucket, prefix(), 2),
				S3Clients.presigner(endpoint()), this.uploads, S3Clients.PART_SIZE);
	}

	@Override
	public void writeForeign(String key, String content) {
		client.putObject((request) -> request.bucket(this.bucket).key(prefix() + key), RequestBody.fromString(content));
	}

	@Override
	public Set<String> everything() {
		Set<String> keys = new HashSet<>();
		client.listObjectsV2Paginator((request) -> request.bucket(this.bucket))
			.contents()
			.forEach((object) -> keys.add(object.key()));
		client.listMultipartUploads((request) -> request.bucket(this.bucket))
			.uploads()
			.forEach((upload) -> keys.add(upload.uploadId()));
		return keys;
	}

	void writeOutside(String key) {
		client.putObject((request) -> request.bucket(this.bucket).key(key), RequestBody.fromString("outside"));
		client.createMultipartUpload((request) -> request.bucket(this.bucket).key(key));
	}

	private HeadObjectResponse head(ObjectKey key) {
		return client.headObject((request) -> request.bucket(this.bucket).key(prefix() + key.value()));
	}

	@Test
	void namesBucketAndPrefix() {
		assertThat(this.store.uri() + "/").isEqualTo("s3://" + this.bucket + "/" + prefix());
	}

	@ParameterizedTest
	@EnumSource
	void tellsBrowsersWhatItIs(Compression compression) {
		ObjectKey key = Samples.key(compression);
		put(key, this.samples.of(compression, new byte[SMALL]));
		assertThat(head(key).contentType()).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
		assertThat(head(key).contentEncoding()).isEqualTo(compression.contentEncoding().orElse(null));
	}

	@ParameterizedTest
	@ValueSource(ints = { SMALL, LARGE })
	void tellsTheSameOfLogsOfAnySize(int size) {
		put(KEY, this.samples.large(size));
		assertThat(head(KEY).contentType()).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
		assertThat(head(KEY).contentEncoding()).isEqualTo("gzip");
	}

	@Test
	void keepsTheMetadataInAscii() {
		put(KEY, this.samples.of(Compression.GZIP, new byte[1], "é\n%"));
		assertThat(head(KEY).metadata()).containsEntry("request-id", "%C3%A9%0A%25")
			.containsEntry("worker-id", "acme~scraper")
			.containsKeys("run-id", "sha256", "size", "run-status", "started-at", "finished-at", "archived-at",
					"completeness")
			.allSatisfy((name, value) -> assertThat(value).matches("[!-~]+"));
	}

	@Test
	void leavesFolderMarkersOutOfTheList() {
		writeForeign("worker=w/", "");
		writeForeign("worker=w/empty.log", "");
		assertThat(keys()).containsExactly("worker=w/empty.log");
	}

	@Test
	void sendsALargeLogInPartsAndRemembersThemMeanwhile() {
		put(KEY, this.samples.large(LARGE));
		assertThat(this.uploads.recorded).containsExactly(KEY.value());
		assertThat(this.uploads.open).isEmpty();
		assertThat(head(KEY).eTag()).matches("\"[0-9a-f]+-2\"");
	}

	@Test
	void sendsASmallLogAtOnce() {
		put(KEY, this.samples.large(SMALL));
		assertThat(this.uploads.recorded).isEmpty();
	}

	@Test
	void abortsWhatCannotBeRemembered() {
		this.uploads.before = () -> {
			throw new IllegalStateException("no database");
		};
		assertThatRuntimeException().isThrownBy(() -> put(KEY, this.samples.large(LARGE))).withMessage("no database");
		assertThat(everything()).isEmpty();
	}

	@Test
	void showsAnUploadWhileItIsOpen() {
		this.uploads.before = () -> assertThat(this.store.openUploads()).singleElement()
			.satisfies((upload) -> assertThat(upload.key()).isEqualTo(KEY.value()));
		assertStored(put(KEY, this.samples.large(LARGE)));
	}

	@Test
	void leavesAnObjectThatAppearedWhileThePartsWereSent() {
		Sample winner = this.samples.of("winner");
		this.uploads.before = () -> assertStored(put(KEY, winner));
		assertThat(put(KEY, this.samples.large(LARGE))).isInstanceOf(PutResult.AlreadyThere.class);
		assertThat(metadata(KEY)).isEqualTo(winner.metadata());
		assertThat(this.store.openUploads()).isEmpty();
		assertThat(this.uploads.open).isEmpty();
	}

	@Test
	void sendsAgainWhatSomebodyElseAborted() {
		this.uploads.before = () -> {
			this.uploads.before = () -> {
			};
			this.store.openUploads().forEach((upload) -> this.store.abort(upload.key(), upload.uploadId()));
		};
		assertStored(put(KEY, this.samples.large(LARGE)));
		assertThat(this.store.openUploads()).isEmpty();
	}

	@Test
	void abortsAnUploadOnceAndAgain() {
		String id = client.createMultipartUpload((request) -> request.bucket(this.bucket).key(prefix() + "a/b"))
			.uploadId();
		assertThat(this.store.openUploads()).extracting(OpenUpload::key, OpenUpload::uploadId)
			.containsExactly(tuple("a/b", id));
		this.store.abort("a/b", id);
		this.store.abort("a/b", id);
		assertThat(this.store.openUploads()).isEmpty();
	}

}
