package dev.logarchiver.lines.difference;

/** What is left of a line once it is masked. For one thread. */
final class MaskedLine {

	private static final byte MASK = '#';

	private final byte[] bytes;

	private int size;

	/**
	 * Creates an empty line.
	 * @param longest how many bytes it may have
	 */
	MaskedLine(int longest) {
		this.bytes = new byte[longest];
	}

	void clear() {
		this.size = 0;
	}

	void append(byte[] source, int start, int end) {
		System.arraycopy(source, start, this.bytes, this.size, end - start);
		this.size += end - start;
	}

	/**
	 * Adds a byte that belongs to no word. How many spaces there are may depend on how
	 * long a number is: several are as one.
	 */
	void append(byte character) {
		if (character != ' ' || this.size == 0 || this.bytes[this.size - 1] != ' ') {
			this.bytes[this.size++] = character;
		}
	}

	/**
	 * Adds a mask. The parts of a number, a date or an address are one: {@code 1,024.5}
	 * is as good as {@code 7}.
	 */
	void appendMask() {
		if (this.size >= 2 && this.bytes[this.size - 2] == MASK && isJoint(this.bytes[this.size - 1])) {
			this.size--;
		}
		else {
			this.bytes[this.size++] = MASK;
		}
	}

	private static boolean isJoint(byte character) {
		return character == '.' || character == ',' || character == ':' || character == '-' || character == '/';
	}

	/** A hash of all bytes, good enough to stand for them. */
	long hash() {
		long hash = this.size;
		for (int i = 0; i < this.size; i++) {
			hash = (hash ^ this.bytes[i]) * 0x9E3779B97F4A7C15L;
			hash ^= hash >>> 32;
		}
		return hash;
	}

}
