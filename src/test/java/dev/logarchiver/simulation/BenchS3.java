package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * The benchmark's real S3 server. Runs until its standard input ends.
 */
final class BenchS3 {

	private BenchS3() {
	}

	/**
	 * Starts the server.
	 * @param arguments the directory of the objects, the port, the access key and the
	 * bucket; the secret comes by the environment as {@code BENCH_SECRET}
	 */
	public static void main(String[] arguments) throws IOException {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		try (EmbeddedS3 _ = EmbeddedS3.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), arguments[2],
				System.getenv("BENCH_SECRET"), arguments[3])) {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
	}

}
