package dev.logarchiver.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import dev.logarchiver.simulation.SimulatedPlatform;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything around the program: a platform, an S3 server with a part of its bucket for
 * this world alone, an empty state directory, and the settings that point there.
 */
public final class World implements AutoCloseable {

	private static final EmbeddedS3 S3 = startS3();

	private static final S3Client CLIENT = S3.client();

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final String prefix = "test-" + UUID.randomUUID() + "/";

	private final Path directory;

	private final Map<String, @Nullable String> replaced = new HashMap<>();

	private @Nullable String database;

	private @Nullable FaultyProxy proxy;

	public World() {
		this.directory = temporaryDirectory();
		settings();
		set("archiver.coreclaw.retry-delay", "5ms");
		set("archiver.download.retry-delay", "5ms");
		set("archiver.store.retry-delay", "5ms");
	}

	private void settings() {
		set("COLUMNS", "1000");
		set("LOG_ARCHIVER_ETC", this.directory.resolve("etc").toString());
		set("LOG_ARCHIVER_HOME", this.directory.resolve("home").toString());
		set("CORECLAW_BASE_URL", this.platform.baseUrl().toString());
		set("CORECLAW_API_KEY", this.platform.apiKey());
		set("aws.accessKeyId", S3.accessKey());
		set("aws.secretAccessKey", S3.secretKey());
		set("aws.region", "us-east-1");
		set("aws.endpointUrlS3", S3.endpoint().toString());
		set("archiver.store.uri", "s3://" + S3.bucket() + "/" + this.prefix);
		set("archiver.state-dir", state().toString());
	}

	/**
	 * A world whose database is on PostgreSQL and has all tables, which are empty.
	 */
	public static World onPostgres() {
		return on(Postgres.createReadyDatabase());
	}

	/**
	 * A world whose database is on PostgreSQL and has nothing in it yet.
	 */
	public static World onEmptyPostgres() {
		return on(Postgres.createDatabase());
	}

	private static World on(String database) {
		World world = new World();
		world.database = database;
		return world.set("spring.datasource.url", database).set("spring.datasource.username", Postgres.USER);
	}

	private static EmbeddedS3 startS3() {
		return EmbeddedS3.start(temporaryDirectory(), 0, "test", "s3-secret-of-the-tests", "logs");
	}

	private static Path temporaryDirectory() {
		try {
			Path directory = Files.createTempDirectory("log-archiver-test");
			Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAll(directory)));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void deleteAll(Path directory) {
		org.springframework.util.FileSystemUtils.deleteRecursively(directory.toFile());
	}

	public SimulatedPlatform platform() {
		return this.platform;
	}

	/**
	 * The way to the store, which can be told to break requests from now on.
	 */
	public FaultyProxy wayToStore() {
		FaultyProxy way = this.proxy;
		if (way == null) {
			way = FaultyProxy.inFrontOf(S3.endpoint());
			this.proxy = way;
		}
		set("aws.endpointUrlS3", way.uri().toString());
		return way;
	}

	/**
	 * Ends the faults of the platform and of the way to the store, and takes back the
	 * settings that lead there. Faults of single Workers stay.
	 */
	public World heal() {
		this.platform.heal().rateLimit(null);
		if (this.proxy != null) {
			this.proxy.heal();
		}
		settings();
		return this;
	}

	public Path state() {
		return this.directory.resolve("state");
	}

	/**
	 * The JDBC URL of the PostgreSQL database; empty where it is an H2 file.
	 */
	public Optional<String> database() {
		return Optional.ofNullable(this.database);
	}

	/**
	 * Where the S3 server listens.
	 */
	public URI s3() {
		return S3.endpoint();
	}

	/**
	 * Sets a property of the program until this world ends.
	 */
	public World set(String property, String value) {
		remember(property);
		System.setProperty(property, value);
		return this;
	}

	public World unset(String property) {
		remember(property);
		System.clearProperty(property);
		return this;
	}

	private void remember(String property) {
		// not putIfAbsent, which takes null for absent
		if (!this.replaced.containsKey(property)) {
			this.replaced.put(property, System.getProperty(property));
		}
	}

	/**
	 * The settings as a process of its own gets them.
	 */
	public Map<String, String> environment() {
		Map<String, String> environment = new HashMap<>();
		for (String property : this.replaced.keySet()) {
			String value = System.getProperty(property);
			if (value != null) {
				environment.put(variable(property), value);
			}
		}
		return environment;
	}

	private static String variable(String property) {
		return property.replaceAll("([a-z])([A-Z])", "$1_$2")
			.replaceAll("\\[(\\d+)]", "_$1")
			.replace('.', '_')
			.replace('-', '_')
			.toUpperCase(Locale.ROOT);
	}

	public Path file(String name, String content) {
		try {
			Path file = this.directory.resolve(name);
			Files.createDirectories(file.getParent());
			return Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The keys of logs and foreign objects in the store, below the prefix.
	 */
	public List<String> keys() {
		return CLIENT.listObjectsV2Paginator((request) -> request.bucket(S3.bucket()).prefix(this.prefix))
			.contents()
			.stream()
			.map(S3Object::key)
			.map((key) -> key.substring(this.prefix.length()))
			.filter((key) -> !key.startsWith("_log-archiver"))
			.sorted()
			.toList();
	}

	/**
	 * Whether the store says which archive it is.
	 */
	public boolean hasIdentity() {
		return keysBelow("").contains("_log-archiver.json");
	}

	/**
	 * What the store says of the archive.
	 */
	public JsonNode identity() {
		return JsonMapper.shared().readTree(text("_log-archiver.json"));
	}

	/**
	 * All keys below a part of the prefix.
	 */
	public List<String> keysBelow(String part) {
		return CLIENT.listObjectsV2Paginator((request) -> request.bucket(S3.bucket()).prefix(this.prefix + part))
			.contents()
			.stream()
			.map((object) -> object.key().substring(this.prefix.length()))
			.toList();
	}

	/**
	 * Copies the whole store to another place below its prefix.
	 */
	public void copyTo(String part) {
		for (String key : keysBelow("")) {
			CLIENT.copyObject((request) -> request.sourceBucket(S3.bucket())
				.sourceKey(this.prefix + key)
				.destinationBucket(S3.bucket())
				.destinationKey(this.prefix + part + key));
		}
	}

	/**
	 * The keys of uploads that were begun and neither completed nor aborted.
	 */
	public List<String> openUploads() {
		return CLIENT.listMultipartUploads((request) -> request.bucket(S3.bucket()).prefix(this.prefix))
			.uploads()
			.stream()
			.map(MultipartUpload::key)
			.toList();
	}

	/**
	 * What lies in the spool directory.
	 */
	public List<Path> spoolFiles() {
		Path spool = state().resolve("spool");
		if (!Files.exists(spool)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(spool)) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public HeadObjectResponse head(String key) {
		return CLIENT.headObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key));
	}

	/**
	 * The log in an object.
	 */
	public String text(String key) {
		try (InputStream text = open(key)) {
			return new String(text.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Begins an upload in parts, as a process does that is killed then.
	 * @return its ID
	 */
	public String beginUpload(String key) {
		return CLIENT.createMultipartUpload((request) -> request.bucket(S3.bucket()).key(this.prefix + key)).uploadId();
	}

	/**
	 * The IDs of the uploads that were begun and not ended.
	 */
	public List<String> uploads() {
		return CLIENT.listMultipartUploads((request) -> request.bucket(S3.bucket()).prefix(this.prefix))
			.uploads()
			.stream()
			.map(MultipartUpload::uploadId)
			.toList();
	}

	/**
	 * Opens the log in an object.
	 */
	public InputStream open(String key) throws IOException {
		InputStream object = CLIENT.getObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key));
		return key.endsWith(".gz") ? new GZIPInputStream(object) : object;
	}

	public void delete(String key) {
		CLIENT.deleteObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key));
	}

	public void put(String key, String content) {
		CLIENT.putObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key),
				software.amazon.awssdk.core.sync.RequestBody.fromString(content));
	}

	public byte[] bytes(String key) {
		return CLIENT.getObjectAsBytes((request) -> request.bucket(S3.bucket()).key(this.prefix + key)).asByteArray();
	}

	public void putBytes(String key, byte[] content) {
		CLIENT.putObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key),
				software.amazon.awssdk.core.sync.RequestBody.fromBytes(content));
	}

	/**
	 * Puts an object with metadata of its own.
	 */
	public void put(String key, String content, Map<String, String> metadata) {
		CLIENT.putObject((request) -> request.bucket(S3.bucket()).key(this.prefix + key).metadata(metadata),
				software.amazon.awssdk.core.sync.RequestBody.fromString(content));
	}

	/**
	 * Loses the database.
	 */
	public void loseLedger() {
		for (String name : List.of("log-archiver.mv.db", "log-archiver.trace.db")) {
			org.springframework.util.FileSystemUtils.deleteRecursively(state().resolve(name).toFile());
		}
	}

	@Override
	public void close() {
		this.replaced.forEach((property, before) -> {
			if (before == null) {
				System.clearProperty(property);
			}
			else {
				System.setProperty(property, before);
			}
		});
		if (this.proxy != null) {
			this.proxy.close();
		}
		this.platform.close();
		database().ifPresent(Postgres::drop);
		deleteAll(this.directory);
	}

}
