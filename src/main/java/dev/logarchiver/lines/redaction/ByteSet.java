package dev.logarchiver.lines.redaction;

/** Some bytes, of which a secret or what stands around it is made. Never a line feed. */
final class ByteSet {

	private static final int BYTES = 256;

	static final ByteSet DIGITS = of("0-9");

	static final ByteSet WORD = of("A-Za-z0-9_");

	/** What names of headers, fields and variables are made of. */
	static final ByteSet NAME = of("A-Za-z0-9_.-");

	static final ByteSet BASE64 = of("A-Za-z0-9+/=");

	static final ByteSet BASE64_URL = of("A-Za-z0-9_-");

	private final boolean[] members = new boolean[BYTES];

	private ByteSet() {
	}

	/**
	 * Names bytes.
	 * @param members ASCII characters, and ranges of them such as {@code a-z}; a dash
	 * stands for itself at the end
	 */
	static ByteSet of(String members) {
		ByteSet set = new ByteSet();
		for (int i = 0; i < members.length(); i++) {
			boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
			int last = members.charAt(range ? i + 2 : i);
			for (int member = members.charAt(i); member <= last; member++) {
				set.members[member] = true;
			}
			i += range ? 2 : 0;
		}
		return set;
	}

	/** All bytes but some, control characters and those of others. */
	static ByteSet printableBut(String others) {
		ByteSet left = of(others);
		ByteSet set = new ByteSet();
		for (int i = ' '; i < BYTES; i++) {
			set.members[i] = !left.members[i] && i != 0x7f;
		}
		return set;
	}

	boolean has(int read) {
		return read >= 0 && this.members[read];
	}

}
