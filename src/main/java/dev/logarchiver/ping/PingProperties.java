package dev.logarchiver.ping;

import java.net.URI;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.StringUtils;

/**
 * Where to report that an execution begins and how it ends.
 *
 * @param url the check's address at a healthchecks service, such as
 * {@code https://hc-ping.com/my-check}: called with {@code /start} appended to its path
 * at the start, unchanged after a success, and with {@code /fail} appended after a
 * failure. Whoever knows it can report in your name, so it is never logged; default: none
 */
@ConfigurationProperties("archiver.ping")
record PingProperties(@Nullable String url) {

	PingProperties {
		if (StringUtils.hasText(url) && !WebAddress.isOne(url.strip())) {
			throw new SettingException("archiver.ping.url", "archiver.ping.url is not a valid http or https URL",
					"give the check's URL, beginning with https://");
		}
	}

	/**
	 * The check's address.
	 * @return the address; null when nothing is to be reported
	 */
	@Nullable URI address() {
		return StringUtils.hasText(this.url) ? WebAddress.parse(this.url) : null;
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "PingProperties[" + ((address() != null) ? "set" : "not set") + "]";
	}

}
