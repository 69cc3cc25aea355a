package dev.logarchiver.web.security;

import java.util.Optional;

/**
 * How one logs in.
 *
 * @param users those who have a password here
 * @param hasProvider whether an OpenID Connect provider knows others
 */
record Login(Optional<UsersFile> users, boolean hasProvider) {

	boolean isNeeded() {
		return this.users.isPresent() || this.hasProvider;
	}

}
