package dev.logarchiver.store.s3;

import java.net.URI;
import java.nio.file.Path;

import dev.logarchiver.simulation.EmbeddedS3;
import dev.logarchiver.simulation.FaultyProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs on a server that overwrites whatever the condition says, as Ceph does in versioned
 * buckets.
 */
class S3LogStoreWithIgnoredConditionsTests extends S3LogStoreTests {

	private final FaultyProxy proxy = FaultyProxy.inFrontOf(server.endpoint());

	@BeforeAll
	static void start(@TempDir Path directory) {
		server = EmbeddedS3.trusting(directory, "first");
		client = server.client();
	}

	@Override
	URI endpoint() {
		return this.proxy
			.dropHeader("if-none-match", (request) -> request.header("if-none-match") != null, Integer.MAX_VALUE)
			.uri();
	}

	@AfterEach
	void stopProxy() {
		this.proxy.close();
	}

}
