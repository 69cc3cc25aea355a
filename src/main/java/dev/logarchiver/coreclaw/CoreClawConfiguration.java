package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.RequestGate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the client when something needs it first: commands that only read need no key.
 */
@Configuration(proxyBeanMethods = false)
class CoreClawConfiguration {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	@Bean
	Cutoff cutoff() {
		return new Cutoff();
	}

	@Bean
	Watchdog watchdog(Cutoff cutoff) {
		return new Watchdog(cutoff);
	}

	@Bean
	CoreClawClient coreClawClient(Network network, CoreClawProperties properties, Cutoff cutoff, Watchdog watchdog,
			Clock clock, Traffic traffic) {
		ApiTransport transport = new ApiTransport(network, properties, cutoff, watchdog, clock);
		RequestGate gate = new RequestGate(properties.rateLimit(), FIRST_PAUSE, (pause) -> {
			traffic.api().waited(pause.toNanos());
			cutoff.pause(pause);
		});
		return new CoreClawClient(properties.base(), new ApiCalls(transport, gate, cutoff, properties, traffic.api()),
				cutoff, clock);
	}

}
