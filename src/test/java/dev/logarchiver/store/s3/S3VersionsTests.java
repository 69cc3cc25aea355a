package dev.logarchiver.store.s3;

import dev.logarchiver.simulation.ObjectServer;
import dev.logarchiver.simulation.VersionedS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A bucket with versions and locks in this process.
 */
class S3VersionsTests extends S3VersionsContract {

	private static VersionedS3 server;

	@BeforeAll
	static void start() {
		server = VersionedS3.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	ObjectServer server() {
		return server;
	}

}
