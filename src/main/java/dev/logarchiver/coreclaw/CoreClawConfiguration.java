package dev.logarchiver.coreclaw;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.pace.RequestGate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Makes the client when something needs it first: commands that only read need no key.
 */
@Configuration(proxyBeanMethods = false)
class CoreClawConfiguration {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	@Bean
	@Lazy
	CoreClawClient coreClawClient(CoreClawProperties properties, DownloadProperties downloads, Clock clock,
			Traffic traffic) {
		URI base = properties.base();
		Cutoff cutoff = new Cutoff();
		Watchdog watchdog = new Watchdog(cutoff);
		ApiTransport transport = new ApiTransport(properties, cutoff, watchdog, clock);
		RequestGate gate = new RequestGate(properties.rateLimit(), FIRST_PAUSE, (pause) -> {
			traffic.api().waited(pause.toNanos());
			cutoff.pause(pause);
		});
		ApiCalls calls = new ApiCalls(transport, gate, cutoff, properties, traffic.api());
		AddressGuard guard = AddressGuard.of(base, downloads.allowPrivateAddresses());
		return new CoreClawClient(calls, new LogDownloader(downloads, guard, cutoff, watchdog, clock, traffic), cutoff,
				watchdog);
	}

}
