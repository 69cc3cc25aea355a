package dev.logarchiver.lines.errors;

/**
 * Leaves out what a terminal doesn't show: the escape sequences for colours and the like.
 * For one thread.
 */
final class VisibleText {

	private static final byte ESCAPE = 0x1b;

	private static final byte FIRST_FINAL = 0x40;

	private static final byte LAST_FINAL = 0x7e;

	private final byte[] bytes;

	private Place place = Place.TEXT;

	/**
	 * Creates it.
	 * @param longest how many bytes are read at a time, at most
	 */
	VisibleText(int longest) {
		this.bytes = new byte[longest];
	}

	void startLine() {
		this.place = Place.TEXT;
	}

	/** Whether all of the next bytes are shown. */
	boolean isPlain(byte[] source, int from, int end) {
		if (this.place != Place.TEXT) {
			return false;
		}
		for (int i = from; i < end; i++) {
			if (source[i] == ESCAPE) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Reads on in the line.
	 * @return how many of {@link #bytes()} are shown
	 */
	int read(byte[] source, int from, int end) {
		int length = 0;
		for (int i = from; i < end; i++) {
			byte next = source[i];
			if (this.place == Place.TEXT && next != ESCAPE) {
				this.bytes[length++] = next;
			}
			else {
				this.place = behind(next);
			}
		}
		return length;
	}

	private Place behind(byte next) {
		return switch (this.place) {
			case TEXT -> Place.ESCAPE;
			case ESCAPE -> (next == '[') ? Place.SEQUENCE : Place.TEXT;
			case SEQUENCE -> (next >= FIRST_FINAL && next <= LAST_FINAL) ? Place.TEXT : Place.SEQUENCE;
		};
	}

	byte[] bytes() {
		return this.bytes;
	}

	private enum Place {

		TEXT, ESCAPE, SEQUENCE

	}

}
