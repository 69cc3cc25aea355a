package dev.logarchiver.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.SettingException;

/** The place that {@code archiver.store.uri} names. */
public sealed interface StoreLocation {

	Pattern S3 = Pattern.compile("s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,254})(/(?<prefix>.*))?");

	Pattern PREFIX = Pattern.compile("([A-Za-z0-9!_.*'()=+@,:~ -]+/)*");

	int LONGEST_PREFIX = 512;

	/**
	 * A bucket, or a part of it.
	 *
	 * @param name the bucket
	 * @param prefix what all keys begin with: empty, or ending in a slash
	 */
	record Bucket(String name, String prefix) implements StoreLocation {
	}

	/**
	 * A directory of this machine.
	 *
	 * @param path the directory
	 */
	record Directory(Path path) implements StoreLocation {
	}

	static StoreLocation parse(String uri) {
		if (uri.startsWith("s3://")) {
			return bucket(uri);
		}
		if (uri.startsWith("file:")) {
			return directory(uri);
		}
		throw bad(uri, "expected s3://bucket/prefix or file:DIRECTORY");
	}

	private static StoreLocation bucket(String uri) {
		Matcher matcher = S3.matcher(uri);
		if (!matcher.matches()) {
			throw bad(uri, "expected s3://bucket/prefix, with neither credentials nor a host: "
					+ "those come from the environment, such as AWS_ACCESS_KEY_ID and AWS_ENDPOINT_URL_S3");
		}
		String text = (matcher.group("prefix") != null) ? matcher.group("prefix") : "";
		String prefix = (text.isEmpty() || text.endsWith("/")) ? text : text + "/";
		if (!PREFIX.matcher(prefix).matches() || ("/" + prefix).matches(".*/\\.\\.?/.*")) {
			throw bad(uri, "the prefix may hold letters, digits, spaces and !_.*'()=+@,:~- between single slashes, "
					+ "and neither '.' nor '..'");
		}
		if (prefix.length() > LONGEST_PREFIX) {
			throw bad(uri, "the prefix may have " + LONGEST_PREFIX + " characters: S3 takes keys of 1,024");
		}
		return new Bucket(matcher.group("bucket"), prefix);
	}

	private static StoreLocation directory(String uri) {
		String text = uri.substring("file:".length());
		if (text.isBlank()) {
			throw bad(uri, "the directory is missing: expected file:DIRECTORY");
		}
		if (text.startsWith("//") && !text.startsWith("///")) {
			throw bad(uri, "a directory of another host can't be used: expected file:DIRECTORY or file:///DIRECTORY");
		}
		try {
			return new Directory(Path.of(text.startsWith("///") ? text.substring(2) : text));
		}
		catch (InvalidPathException ex) {
			throw bad(uri, "the directory is not a valid path");
		}
	}

	private static ConfigurationException bad(String uri, String remedy) {
		return new SettingException("archiver.store.uri",
				"archiver.store.uri (--store) is '" + Printable.escape(harmless(uri)) + "'", remedy);
	}

	/** Secrets hold slashes too, so that all before the last {@code @} may be one. */
	private static String harmless(String uri) {
		return uri.replaceAll("(?s)^([A-Za-z0-9+.-]*:/*)?.*@", "$1***@").replaceAll("(?s)[?].*", "?***");
	}

}
