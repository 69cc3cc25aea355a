package dev.logarchiver.coreclaw;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.coreclaw.download.AddressGuard;
import dev.logarchiver.coreclaw.download.DownloadProperties;
import dev.logarchiver.coreclaw.download.LogDownloader;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
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
	CoreClawClient coreClawClient(Network network, CoreClawProperties properties, DownloadProperties downloads,
			Clock clock, Traffic traffic) {
		URI base = properties.base();
		Cutoff cutoff = new Cutoff();
		Watchdog watchdog = new Watchdog(cutoff);
		ApiTransport transport = new ApiTransport(network, properties, cutoff, watchdog, clock);
		RequestGate gate = new RequestGate(properties.rateLimit(), FIRST_PAUSE, (pause) -> {
			traffic.api().waited(pause.toNanos());
			cutoff.pause(pause);
		});
		ApiCalls calls = new ApiCalls(transport, gate, cutoff, properties, traffic.api());
		AddressGuard guard = AddressGuard.of(base, network, downloads.allowPrivateAddresses());
		LogDownloader downloader = new LogDownloader(network, downloads, guard, cutoff, watchdog, clock, traffic);
		return new CoreClawClient(calls, downloader, cutoff, watchdog);
	}

}
