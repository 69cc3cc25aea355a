package dev.logarchiver.notification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.network.WebAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Who is told, after an execution, what changed.
 *
 * @param url where messages are posted, such as {@code https://example.com/my-hook}.
 * Whoever knows it can write there, so it is never logged; default: none
 * @param format in which form: {@code json} for programs, {@code slack} for an incoming
 * webhook of Slack or Mattermost, {@code apprise} for the {@code /notify/KEY} of an
 * Apprise API server
 * @param remindEvery how long after it was last told something that is still wrong is
 * told again
 */
@ConfigurationProperties("archiver.notify")
record NotifyProperties(@Nullable String url, @DefaultValue("json") Format format,
		@DefaultValue("7d") Duration remindEvery) {

	private static final Duration SHORTEST = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	NotifyProperties {
		url = StringUtils.hasText(url) ? url.strip() : null;
		if (url != null && !WebAddress.isOne(url)) {
			throw new SettingException("archiver.notify.url", "archiver.notify.url is not a valid http or https URL",
					"give the receiver's URL, beginning with https://");
		}
		if (remindEvery.compareTo(SHORTEST) < 0 || remindEvery.compareTo(LONGEST) > 0) {
			throw SettingException.ofValue("archiver.notify.remind-every", remindEvery,
					"give a duration from 1h to 365d, such as 7d");
		}
	}

	/**
	 * Where messages go.
	 * @return the address; null when nobody is to be told
	 */
	@Nullable URI address() {
		return (this.url != null) ? WebAddress.parse(this.url) : null;
	}

	/**
	 * Tells this receiver from others, without revealing its address. Another format is
	 * another one: what is still to be sent was written for the one that there was.
	 */
	String receiver() {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256")
					.digest((this.format + "\n" + this.url).getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Without the address. */
	@Override
	public String toString() {
		return "NotifyProperties[url " + ((this.url != null) ? "set" : "not set") + ", format=" + this.format
				+ ", remindEvery=" + this.remindEvery + "]";
	}

}
