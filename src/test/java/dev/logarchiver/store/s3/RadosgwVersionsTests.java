package dev.logarchiver.store.s3;

import java.nio.file.Path;

import dev.logarchiver.simulation.ObjectServer;
import dev.logarchiver.simulation.Radosgw;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bucket of a real Ceph; only with {@code -Dradosgw}, where that is installed.
 */
@EnabledIfSystemProperty(named = "radosgw", matches = "true|")
class RadosgwVersionsTests extends S3VersionsContract {

	private static Radosgw server;

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = Radosgw.start(directory);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	ObjectServer server() {
		return server;
	}

	/** Encryption by the server's own keys came with later versions. */
	@Override
	boolean encrypts(String algorithm) {
		return !algorithm.equals("AES256");
	}

}
