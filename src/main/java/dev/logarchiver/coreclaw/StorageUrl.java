package dev.logarchiver.coreclaw;

import java.net.URI;

import org.apache.hc.client5.http.utils.URIUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where a log is said to be. Its text form leaves out path and query, which hold
 * signatures.
 *
 * @param uri an http or https URI with a host and without a user
 */
record StorageUrl(URI uri) {

	private static final int HIGHEST_PORT = 65535;

	StorageUrl {
		String problem = problem(uri);
		if (problem != null) {
			throw DownloadException.refused("refused_url", "the log's address " + problem);
		}
	}

	private static @Nullable String problem(URI uri) {
		if (!isHttps(uri) && !"http".equalsIgnoreCase(uri.getScheme())) {
			return "is neither http nor https";
		}
		if (uri.getHost() == null) {
			return "names no host";
		}
		if (uri.getRawUserInfo() != null) {
			return "holds a user";
		}
		return (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) ? "has a port that can't be" : null;
	}

	private static boolean isHttps(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme());
	}

	/**
	 * Follows a redirect.
	 * @param location the header {@code Location}
	 * @return the next address
	 * @throws DownloadException if it is none that may be called
	 */
	StorageUrl redirectedTo(String location) {
		URI target = target(location);
		String problem = (target != null) ? problem(target) : "is no address";
		if (target == null || problem != null) {
			throw DownloadException.refused("refused_redirect", this + " redirects to what " + problem);
		}
		if (isHttps(this.uri) && !isHttps(target)) {
			throw DownloadException.refused("refused_redirect", this + " redirects to plain http");
		}
		return new StorageUrl(target);
	}

	private @Nullable URI target(String location) {
		try {
			URI target = URI.create(location.strip());
			return target.isAbsolute() ? target : URIUtils.resolve(this.uri, target);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	String host() {
		return this.uri.getHost();
	}

	/**
	 * Scheme and host.
	 */
	@Override
	public String toString() {
		return this.uri.getScheme() + "://" + this.uri.getHost();
	}

}
