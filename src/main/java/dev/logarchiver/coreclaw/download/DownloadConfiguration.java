package dev.logarchiver.coreclaw.download;

import java.time.Clock;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.Traffic;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the downloader when something needs it first. It never learns the API key, and
 * goes to no address that the API itself isn't at, if that is private.
 */
@Configuration(proxyBeanMethods = false)
class DownloadConfiguration {

	@Bean
	LogDownloader logDownloader(Network network, DownloadProperties properties, CoreClawClient client, Cutoff cutoff,
			Watchdog watchdog, Clock clock, Traffic traffic) {
		AddressGuard guard = AddressGuard.of(client.base(), network, properties.allowPrivateAddresses());
		return new LogDownloader(network, properties, guard, cutoff, watchdog, clock, traffic);
	}

}
