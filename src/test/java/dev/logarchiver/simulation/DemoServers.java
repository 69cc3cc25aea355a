package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the outside world in the demo: a platform with the Workers of a list, and
 * an S3 server whose objects survive it. Runs until its standard input ends, so that it
 * can't outlive the script that started it.
 */
final class DemoServers {

	private static final String BUCKET = "demo-logs";

	private DemoServers() {
	}

	/**
	 * Starts the servers.
	 * @param arguments the CSV list of Workers, the directory for everything that lasts,
	 * and the file that tells where the servers are once they can be used
	 */
	public static void main(String[] arguments) throws IOException {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		Path list = Path.of(arguments[0]);
		Path directory = Path.of(arguments[1]).toAbsolutePath();
		Path environment = Path.of(arguments[2]);
		try (SimulatedPlatform platform = SimulatedPlatform.start().countOnly();
				EmbeddedS3 s3 = EmbeddedS3.start(directory.resolve("s3"), 0, "demo", "demo-secret", BUCKET)) {
			DemoWorkers.setUp(platform, workers(list));
			write(environment, settings(platform, s3, directory));
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		finally {
			Files.deleteIfExists(environment);
		}
	}

	private static List<String> workers(Path list) throws IOException {
		try (var lines = Files.lines(list)) {
			return lines.skip(1).map(String::strip).filter((line) -> !line.isEmpty()).toList();
		}
	}

	private static Map<String, String> settings(SimulatedPlatform platform, EmbeddedS3 s3, Path directory) {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("CORECLAW_BASE_URL", platform.baseUrl().toString());
		settings.put("CORECLAW_API_KEY", platform.apiKey());
		settings.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
		settings.put("AWS_ACCESS_KEY_ID", s3.accessKey());
		settings.put("AWS_SECRET_ACCESS_KEY", s3.secretKey());
		settings.put("AWS_REGION", "us-east-1");
		settings.put("ARCHIVER_STORE_URI", "s3://" + BUCKET + "/coreclaw");
		settings.put("ARCHIVER_STATE_DIR", directory.resolve("state").toString());
		return settings;
	}

	/** Writes for a shell to read, and all at once. */
	private static void write(Path file, Map<String, String> settings) throws IOException {
		Path unfinished = Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), lines(settings));
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String lines(Map<String, String> settings) {
		StringBuilder lines = new StringBuilder();
		settings.forEach(
				(name, value) -> lines.append(name).append("='").append(value.replace("'", "'\\''")).append("'\n"));
		return lines.toString();
	}

}
