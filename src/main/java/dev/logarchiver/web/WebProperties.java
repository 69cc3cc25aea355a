package dev.logarchiver.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.logarchiver.failure.SettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see the pages of {@code serve}, and how much work a page may make.
 *
 * @param usersFile the users who can log in, such as {@code /etc/log-archiver/users}: one
 * {@code name:hash} a line, as {@code htpasswd -nB name} prints it (bcrypt)
 * @param hosts the names by which browsers may ask for the pages, such as
 * {@code logs.example.com}, besides that of the address that is listened on
 * @param oidcUsers who of those whom the OpenID Connect provider knows may see the pages:
 * e-mail addresses, such as {@code *@example.com} for all of a domain; default: all
 * @param searchTimeout how long a search may take
 */
@ConfigurationProperties("archiver.web")
public record WebProperties(@Nullable Path usersFile, @DefaultValue List<String> hosts,
		@DefaultValue List<String> oidcUsers, @DefaultValue("60s") Duration searchTimeout) {

	public WebProperties {
		if (searchTimeout.isNegative() || searchTimeout.isZero()) {
			throw SettingException.ofValue("archiver.web.search-timeout", searchTimeout,
					"give a duration above 0, such as 60s");
		}
		for (String host : hosts) {
			if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
				throw SettingException.ofValue("archiver.web.hosts", host,
						"give names such as logs.example.com, without scheme, port or path");
			}
		}
		hosts = List.copyOf(hosts);
		oidcUsers = List.copyOf(oidcUsers);
	}

}
