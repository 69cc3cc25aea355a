package dev.logarchiver.cli.settings;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Keeps Spring Boot from logging why it can't start: the command line says so in a line
 * or two.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoStartupReport implements SpringBootExceptionReporter {

	NoStartupReport(ConfigurableApplicationContext context) {
		// the constructor that Spring Boot looks for
	}

	@Override
	public boolean reportException(Throwable failure) {
		return true;
	}

}
