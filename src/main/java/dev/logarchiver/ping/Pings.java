package dev.logarchiver.ping;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.logarchiver.network.Messenger;
import dev.logarchiver.network.Messenger.Answer;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.WebAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Calls the address of a check, by the convention of healthchecks services. A service
 * that can't be reached is a warning and changes nothing.
 */
@Component
public class Pings {

	private static final Log logger = LogFactory.getLog(Pings.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final @Nullable URI check;

	private final ObjectProvider<Network> network;

	Pings(PingProperties properties, ObjectProvider<Network> network) {
		this.check = properties.address();
		this.network = network;
	}

	/** Says that an execution begins. */
	public void started() {
		ping("/start", "");
	}

	/**
	 * Says that everything went well.
	 * @param text what was done, without secrets
	 */
	public void succeeded(String text) {
		ping("", text);
	}

	/**
	 * Says that something went wrong.
	 * @param text what it was, without secrets
	 */
	public void failed(String text) {
		ping("/fail", text);
	}

	private void ping(String signal, String text) {
		URI check = this.check;
		if (check == null) {
			return;
		}
		new Messenger(this.network.getObject(), TIMEOUT)
			.post(address(check, signal), Map.of("Content-Type", "text/plain; charset=utf-8"),
					text.getBytes(StandardCharsets.UTF_8), Answer::isSuccess)
			.ifPresent((problem) -> logger
				.warn("archiver.ping.url: " + WebAddress.host(check) + " could not be notified (" + problem + ")"));
	}

	/** The address with the signal behind its path, before any parameters. */
	private static URI address(URI check, String signal) {
		String text = check.toString();
		int end = text.indexOf('?');
		String path = (end < 0) ? text : text.substring(0, end);
		String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
		return URI.create(base + signal + ((end < 0) ? "" : text.substring(end)));
	}

}
