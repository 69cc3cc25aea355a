package dev.logarchiver.notification;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.logarchiver.network.ConnectionProblem;
import dev.logarchiver.network.Messenger;
import dev.logarchiver.network.Messenger.Answer;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.WebAddress;

import org.springframework.stereotype.Component;

/** Who is told what changed. Nothing that it says holds its address. */
@Component
class Receiver {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final NotifyProperties settings;

	private final Messenger messenger;

	Receiver(NotifyProperties settings, Network network) {
		this.settings = settings;
		this.messenger = new Messenger(network, TIMEOUT);
	}

	/** Its host, which is no secret. */
	String host() {
		return String.valueOf(WebAddress.host(address()));
	}

	/**
	 * Sends it a message, three times at most.
	 * @param id the message's ID
	 * @param body the message
	 * @return what was in the way; empty when it took the message
	 */
	Optional<String> post(String id, String body) {
		return this.messenger.post(address(),
				Map.of("Content-Type", "application/json; charset=utf-8", "Idempotency-Key", id),
				body.getBytes(StandardCharsets.UTF_8), this::isTaken);
	}

	/** Apprise answers 204 where it knows nobody to pass a message on to. */
	private boolean isTaken(Answer answer) {
		return (this.settings.format() == Format.APPRISE) ? answer.status() == 200 : answer.isSuccess();
	}

	/**
	 * Finds out whether there is somebody, without a message: the address itself is not
	 * called.
	 * @return what is in the way; empty when there was any answer
	 */
	Optional<String> reach() {
		URI address = address();
		try {
			this.messenger.send("HEAD", URI.create(address.getScheme() + "://" + address.getRawAuthority() + "/"),
					Map.of(), new byte[0]);
			return Optional.empty();
		}
		catch (IOException ex) {
			return Optional.of(ConnectionProblem.in(ex).orElse(ex.getClass().getSimpleName()));
		}
	}

	private URI address() {
		return Objects.requireNonNull(this.settings.address(), "archiver.notify.url");
	}

}
