package dev.logarchiver.coreclaw;

import java.time.Clock;
import java.time.Duration;

import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Network;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.pace.CallBudgets;
import dev.logarchiver.simulation.SimulatedPlatform;

import org.springframework.core.env.StandardEnvironment;

/** Clients that try twice and don't wait long. */
final class ApiClients {

	private ApiClients() {
	}

	static CoreClawClient of(SimulatedPlatform platform, Clock clock) {
		Duration timeout = Duration.ofSeconds(30);
		CoreClawProperties properties = new CoreClawProperties(platform.baseUrl().toString(), platform.apiKey(), null,
				Auth.BEARER, false, null, 2, timeout, timeout, Duration.ofMillis(2), Duration.ofSeconds(10));
		Cutoff cutoff = new Cutoff();
		return new CoreClawConfiguration().coreClawClient(Network.of(new StandardEnvironment()), properties, cutoff,
				new Watchdog(cutoff), clock, new Traffic(), CallBudgets.ofThisProcess());
	}

}
