package dev.logarchiver.metrics;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import dev.logarchiver.network.Messenger;
import dev.logarchiver.network.Network;
import io.micrometer.core.ipc.http.HttpSender;

/**
 * Sends what Micrometer has to say on the way that all take.
 *
 * @param messenger what sends it
 */
record NetworkSender(Messenger messenger) implements HttpSender {

	NetworkSender(Network network, Duration timeout) {
		this(new Messenger(network, timeout));
	}

	@Override
	public Response send(Request request) throws IOException {
		Messenger.Answer answer = this.messenger.send(request.getMethod().name(),
				URI.create(request.getUrl().toString()), request.getRequestHeaders(), request.getEntity());
		return new Response(answer.status(), answer.text());
	}

}
