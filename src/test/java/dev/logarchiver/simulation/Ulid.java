package dev.logarchiver.simulation;

import java.time.Instant;

/**
 * Makes ULIDs that are the same at each start.
 */
public final class Ulid {

	private static final String CROCKFORD_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int LENGTH = 26;

	private Ulid() {
	}

	/**
	 * The ULID of a time.
	 * @param time the creation time, to the millisecond
	 * @param seed what fills the random part
	 * @return 26 characters of Crockford's base 32
	 */
	public static String of(Instant time, long seed) {
		return encode(time.toEpochMilli(), (int) mix(seed) & 0xFFFF, mix(seed + 1));
	}

	/**
	 * A seed from a text, the same in each JVM.
	 * @param text the text
	 * @return its 64-bit hash
	 */
	public static long seed(String text) {
		long hash = 0xcbf29ce484222325L;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
		}
		return mix(hash);
	}

	static String encode(long milliseconds, int high16, long low64) {
		char[] ulid = new char[LENGTH];
		long high = (milliseconds << 16) | high16;
		long low = low64;
		for (int i = LENGTH - 1; i >= 0; i--) {
			ulid[i] = CROCKFORD_BASE32.charAt((int) (low & 31));
			low = (low >>> 5) | (high << 59);
			high >>>= 5;
		}
		return new String(ulid);
	}

	/**
	 * The first 16 bits behind the time.
	 */
	static int high16(String ulid) {
		long bits = 0;
		for (int i = 10; i < 14; i++) {
			bits = (bits << 5) | CROCKFORD_BASE32.indexOf(ulid.charAt(i));
		}
		return (int) (bits >>> 4);
	}

	private static long mix(long value) {
		long mixed = value + 0x9E3779B97F4A7C15L;
		mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

}
