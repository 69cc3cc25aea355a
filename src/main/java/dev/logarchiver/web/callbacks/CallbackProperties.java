package dev.logarchiver.web.callbacks;

import java.nio.file.Path;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's notifications that a run has ended, which {@code serve --jobs} takes.
 *
 * @param secretFile a file with the last part of the address that the platform is given
 * as {@code callback_url}, such as {@code /etc/log-archiver/callback-secret}: 32 to 256
 * letters, digits, {@code _} or {@code -}; default: no callbacks are taken
 * @param maxPerHour for how many runs an hour the platform is asked because of a
 * callback; one that it doesn't know counts as ten. What is beyond that is left to the
 * ticks
 */
@ConfigurationProperties("archiver.callbacks")
public record CallbackProperties(@Nullable Path secretFile, @DefaultValue("600") int maxPerHour) {

	public CallbackProperties {
		if (maxPerHour < 1) {
			throw SettingException.ofValue("archiver.callbacks.max-per-hour", maxPerHour,
					"give a number above 0, such as 600");
		}
	}

}
