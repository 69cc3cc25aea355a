package dev.logarchiver.state;

import java.nio.file.Path;
import java.time.Duration;

import dev.logarchiver.failure.SettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the program keeps its state.
 *
 * @param stateDir the directory of the H2 database, the spool and the lock, such as
 * {@code /var/lib/log-archiver}; created, accessible to this user only, if it is missing.
 * {@code --state} on the command line
 * @param lockTimeout how long to wait for another process to leave the state directory,
 * or on PostgreSQL to end the same job
 * @param holder what this process does, for whoever waits for it
 */
@ConfigurationProperties("archiver")
record StateProperties(@DefaultValue("./data") Path stateDir, @DefaultValue("10s") Duration lockTimeout,
		@DefaultValue("log-archiver") String holder) {

	StateProperties {
		if (lockTimeout.isNegative()) {
			throw SettingException.ofValue("archiver.lock-timeout", lockTimeout,
					"give a duration of 0 or more, such as 10s");
		}
		stateDir = stateDir.toAbsolutePath().normalize();
	}

}
