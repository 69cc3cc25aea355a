package dev.logarchiver.store.s3;

import java.net.URI;

import dev.logarchiver.simulation.FaultyProxy;
import org.junit.jupiter.api.AfterEach;

/**
 * Logs on a server that knows no conditions.
 */
class S3LogStoreWithRefusedConditionsTests extends S3LogStoreTests {

	private final FaultyProxy proxy = FaultyProxy.inFrontOf(server.endpoint());

	@Override
	URI endpoint() {
		return this.proxy.answer(501,
				"<Error><Code>NotImplemented</Code><Message>A header you provided implies functionality that is not "
						+ "implemented</Message></Error>",
				(request) -> request.header("if-none-match") != null, Integer.MAX_VALUE)
			.uri();
	}

	@AfterEach
	void stopProxy() {
		this.proxy.close();
	}

}
