package dev.logarchiver.network;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How other machines are connected to.
 *
 * @param caBundle a file of certificates in PEM form, such as
 * {@code /etc/ssl/company-ca.pem}: servers whose certificates they sign are trusted too,
 * for API, downloads, store, pings and metrics; default: those of the JVM alone
 */
@ConfigurationProperties("archiver.network")
record NetworkProperties(@Nullable Path caBundle) {

	NetworkProperties {
		caBundle = (caBundle != null && !caBundle.toString().isBlank()) ? caBundle : null;
	}

}
