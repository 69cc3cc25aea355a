package dev.logarchiver.coreclaw;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.logarchiver.coreclaw.CoreClawProperties.Auth;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** The API key, and how it is sent. */
final class ApiKey {

	private final String key;

	private final Auth auth;

	ApiKey(String key, Auth auth) {
		this.key = key;
		this.auth = auth;
	}

	/**
	 * A request with the key.
	 * @param base the API's address
	 * @param path the path below it, encoded, with or without a query
	 */
	HttpGet get(URI base, String path) {
		return switch (this.auth) {
			case BEARER -> withHeader(base + path, "Authorization", "Bearer " + this.key);
			case API_KEY -> withHeader(base + path, "api-key", this.key);
			case QUERY -> new HttpGet(base + path + (path.contains("?") ? "&" : "?") + "token="
					+ URLEncoder.encode(this.key, StandardCharsets.UTF_8));
		};
	}

	/**
	 * Tells one address and key from others, without revealing the key.
	 * @param base the API's address
	 * @return the digest of both
	 */
	String digest(URI base) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256")
					.digest((base + "\n" + this.key).getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpGet withHeader(String address, String name, String value) {
		HttpGet request = new HttpGet(address);
		request.setHeader(name, value);
		return request;
	}

}
