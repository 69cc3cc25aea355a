package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param method the method
 * @param target path and query, raw
 * @param headers the headers, names in lower case
 */
public record Request(String method, String target, Map<String, String> headers) {

	private static final int LONGEST_LINE = 64 * 1024;

	/**
	 * Reads a request, its body dropped.
	 * @param in the connection
	 * @return the request; {@code null} at the end of the connection
	 */
	static @Nullable Request read(InputStream in) throws IOException {
		Request request = head(in);
		if (request != null) {
			in.skipNBytes(request.length());
		}
		return request;
	}

	/**
	 * Reads a request up to its body.
	 * @param in the connection
	 * @return the request; {@code null} at the end of the connection
	 */
	static @Nullable Request head(InputStream in) throws IOException {
		String first = line(in);
		if (first == null || first.isBlank()) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
			int colon = line.indexOf(':');
			if (colon < 0) {
				throw new IOException("this is no HTTP request");
			}
			headers.merge(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip(),
					(one, other) -> one + ", " + other);
		}
		String[] parts = first.split(" ", -1);
		return new Request(parts[0], parts[1], headers);
	}

	private static @Nullable String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(128);
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				return null;
			}
			if (line.size() >= LONGEST_LINE) {
				throw new IOException("a line of the request is too long");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
	}

	/**
	 * The length of the body.
	 * @return number of bytes
	 */
	long length() {
		return Long.parseLong(this.headers.getOrDefault("content-length", "0"));
	}

	/**
	 * The path without the query, raw.
	 * @return the path
	 */
	public String path() {
		int question = this.target.indexOf('?');
		return (question < 0) ? this.target : this.target.substring(0, question);
	}

	/**
	 * One of the parameters of the query.
	 * @param name its name
	 * @return its value, decoded; {@code null} where it wasn't sent with one
	 */
	public @Nullable String parameter(String name) {
		int question = this.target.indexOf('?');
		if (question < 0) {
			return null;
		}
		for (String pair : this.target.substring(question + 1).split("&", -1)) {
			if (pair.startsWith(name + "=")) {
				return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
			}
		}
		return null;
	}

	/**
	 * One of the headers.
	 * @param name its name, in lower case
	 * @return its value; {@code null} where it wasn't sent
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

}
