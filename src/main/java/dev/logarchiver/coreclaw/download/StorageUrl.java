package dev.logarchiver.coreclaw.download;

import java.net.URI;

import dev.logarchiver.network.WebAddress;
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
		URI read = read(uri.toString(), null);
		String problem = problem(read);
		if (read == null || problem != null) {
			throw DownloadException.refused("refused_url", "the log's address " + problem);
		}
		uri = read;
	}

	private static @Nullable URI read(String text, @Nullable URI base) {
		try {
			return (base != null) ? WebAddress.resolve(base, text) : WebAddress.parse(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String problem(@Nullable URI uri) {
		if (uri == null) {
			return "is not a valid URL";
		}
		if (!isHttps(uri) && !"http".equalsIgnoreCase(uri.getScheme())) {
			return "is neither http nor https";
		}
		if (WebAddress.host(uri) == null) {
			return "names no host";
		}
		if (uri.getRawAuthority().contains("@")) {
			return "holds a user";
		}
		int port = WebAddress.port(uri);
		return (port == 0 || port > HIGHEST_PORT) ? "has an impossible port" : null;
	}

	private static boolean isHttps(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme());
	}

	/**
	 * Follows a redirect.
	 * @throws DownloadException if it is none that may be called
	 */
	StorageUrl redirectedTo(String location) {
		URI target = read(location, this.uri);
		String problem = problem(target);
		if (target == null || problem != null) {
			throw DownloadException.refused("refused_redirect", this + " redirects to a URL that " + problem);
		}
		if (isHttps(this.uri) && !isHttps(target)) {
			throw DownloadException.refused("refused_redirect", this + " redirects to plain http");
		}
		return new StorageUrl(target);
	}

	String host() {
		return String.valueOf(WebAddress.host(this.uri));
	}

	int port() {
		return WebAddress.port(this.uri);
	}

	@Override
	public String toString() {
		return this.uri.getScheme() + "://" + host();
	}

}
