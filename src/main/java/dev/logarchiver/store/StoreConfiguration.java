package dev.logarchiver.store;

import java.nio.file.Path;

import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.store.spool.Spool;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the store and the spool when something needs them first: most commands that only
 * read do without.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	LogStore logStore(Stores stores) {
		return stores.open();
	}

	@Bean
	ReadBackShare readBackShare(StoreProperties properties) {
		return ReadBackShare.parse(properties.readBack());
	}

	@Bean
	Spool spool(StoreProperties properties, ErrorProperties errors,
			@Value("${archiver.state-dir}") String stateDirectory) {
		return new Spool(Path.of(stateDirectory, "spool"), properties.compression(), errors.compiled());
	}

}
