package dev.logarchiver.web.security;

/**
 * An OpenID Connect provider.
 *
 * @param name as it is configured
 * @param path where logging in with it begins
 */
public record Provider(String name, String path) {

}
