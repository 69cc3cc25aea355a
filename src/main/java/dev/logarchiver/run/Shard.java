package dev.logarchiver.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * One of several processes that share the list of a tick, and with that which entries of
 * the list are its own: those whose text, as UTF-8, has a SHA-256 of which the first
 * eight bytes, as an unsigned number (the first byte the highest), leave the shard's
 * index when divided by the number of shards. The text is the canonical ID of a Worker
 * ({@code owner~name}), or what stands in a line that is none. This never changes.
 *
 * @param index its number, from 0 on
 * @param count how many there are, at most 1,000
 */
public record Shard(int index, int count) {

	/** The most shards that there can be. */
	public static final int MOST = 1000;

	private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

	public Shard {
		if (index < 0 || index >= count || count > MOST) {
			throw new IllegalArgumentException(unexpected(index + "/" + count));
		}
	}

	/**
	 * Reads a shard.
	 * @param text its index and the number of shards, such as {@code 0/4}
	 * @return the shard
	 * @throws IllegalArgumentException if there can be no such shard
	 */
	public static Shard parse(String text) {
		Matcher written = WRITTEN.matcher(text);
		if (!written.matches()) {
			throw new IllegalArgumentException(unexpected(text));
		}
		return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
	}

	private static String unexpected(String text) {
		return "'" + Printable.escape(text) + "' is not a shard: give I/N, such as 0/4 for the first of four, "
				+ "with I from 0 to N - 1 and N at most " + MOST;
	}

	/** Whether an entry of the list is this shard's. */
	public boolean holds(String entry) {
		return Long.remainderUnsigned(hash(entry), this.count) == this.index;
	}

	private static long hash(String entry) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(entry.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return this.index + "/" + this.count;
	}

}
