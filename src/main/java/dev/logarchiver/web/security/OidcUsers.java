package dev.logarchiver.web.security;

import java.util.List;
import java.util.Locale;

import dev.logarchiver.web.WebProperties;

import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Those whom the OpenID Connect provider knows and who may see the pages. A provider may
 * know anybody: only an address that it has verified counts.
 */
@Component
final class OidcUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

	private static final String ANY = "*";

	private final OidcUserService provider = new OidcUserService();

	private final List<String> allowed;

	OidcUsers(WebProperties settings) {
		this.allowed = settings.oidcUsers().stream().map((user) -> user.toLowerCase(Locale.ROOT)).toList();
	}

	@Override
	public OidcUser loadUser(OidcUserRequest request) {
		OidcUser user = this.provider.loadUser(request);
		if (!isAllowed(user)) {
			throw new OAuth2AuthenticationException(
					new OAuth2Error("access_denied", "archiver.web.oidc-users doesn't have this user", null));
		}
		return user;
	}

	private boolean isAllowed(OidcUser user) {
		if (this.allowed.isEmpty()) {
			return true;
		}
		String address = String.valueOf(user.getEmail()).toLowerCase(Locale.ROOT);
		return Boolean.TRUE.equals(user.getEmailVerified()) && this.allowed.stream()
			.anyMatch((pattern) -> pattern.startsWith(ANY) ? address.endsWith(pattern.substring(1))
					: address.equals(pattern));
	}

}
