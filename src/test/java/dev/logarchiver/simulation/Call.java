package dev.logarchiver.simulation;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that came in, as it came: nothing is redacted.
 *
 * @param endpoint what it asked for
 * @param method its method
 * @param target its path and query, raw
 * @param headers its headers, names in lower case
 * @param at when it came
 */
public record Call(Endpoint endpoint, String method, String target, Map<String, String> headers, Instant at) {

	/**
	 * The path without the query, raw.
	 * @return the path
	 */
	public String path() {
		int question = this.target.indexOf('?');
		return (question < 0) ? this.target : this.target.substring(0, question);
	}

	/**
	 * One of the headers.
	 * @param name its name, in any case
	 * @return its value, where it was sent
	 */
	public Optional<String> header(String name) {
		return Optional.ofNullable(this.headers.get(name.toLowerCase(Locale.ROOT)));
	}

}
