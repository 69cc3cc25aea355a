package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.CallBudget;
import dev.logarchiver.pace.CallBudgets;

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
			Clock clock, Traffic traffic, CallBudgets budgets) {
		ApiTransport transport = new ApiTransport(network, properties, cutoff, watchdog, clock);
		CallBudget budget = budgets.open(transport.source(), properties.rateLimit(), FIRST_PAUSE, cutoff::pause);
		return new CoreClawClient(properties.base(), new ApiCalls(transport, budget, cutoff, properties, traffic.api()),
				cutoff, clock);
	}

}
