package dev.logarchiver.network;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Looks for the way when somebody goes: commands that only read the ledger don't. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

	@Bean
	Network network(Environment environment) {
		return Network.of(environment);
	}

}
