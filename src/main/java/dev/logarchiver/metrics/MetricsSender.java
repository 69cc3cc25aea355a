package dev.logarchiver.metrics;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.network.Messenger;

/**
 * Sends metrics over HTTP.
 *
 * @param messenger the client
 */
record MetricsSender(Messenger messenger) {

	private static final int LONGEST_REASON = 200;

	/**
	 * Sends metrics.
	 * @throws IOException if the receiver can't be reached, or refuses them
	 */
	void send(String method, String url, Map<String, String> headers, byte[] body) throws IOException {
		Messenger.Answer answer = this.messenger.send(method, URI.create(url), headers, body);
		if (!answer.isSuccess()) {
			throw new IOException("HTTP " + answer.status() + ", "
					+ Printable.escape(answer.text().lines().findFirst().orElse(""), LONGEST_REASON));
		}
	}

}
