package dev.logarchiver.lines.errors;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A finite automaton over the bytes of a line.
 *
 * @param classes a class for each byte: bytes of the same class are treated alike
 * @param width how many classes there are
 * @param next for each state a row of the states that follow it by class; a state is the
 * index at which its row begins
 * @param tags what is known where the line ends, by the index of the state's row
 * @param certain whether what follows makes no difference any more, by the same
 */
@SuppressWarnings("ArrayRecordComponent")
record LineTable(byte[] classes, int width, int[] next, byte[] tags, boolean[] certain) {

	private static final int BYTES = 256;

	/** Where a line begins. */
	static final int START = 0;

	static LineTable read(DataInputStream in) throws IOException {
		byte[] classes = in.readNBytes(BYTES);
		int width = in.readUnsignedShort();
		byte[] tags = new byte[in.readUnsignedShort()];
		int[] next = new int[tags.length * width];
		boolean[] certain = new boolean[tags.length];
		for (int i = 0; i < tags.length; i++) {
			byte[] row = in.readNBytes(1 + 2 * width);
			tags[i] = row[0];
			certain[i] = true;
			for (int j = 0; j < width; j++) {
				int to = (row[1 + 2 * j] & 0xff) << 8 | (row[2 + 2 * j] & 0xff);
				next[i * width + j] = to * width;
				certain[i] &= to == i;
			}
		}
		return new LineTable(classes, width, next, tags, certain);
	}

	int step(int state, int read) {
		return this.next[state + this.classes[read]];
	}

	/**
	 * Reads on in a line.
	 * @param state where it stood
	 * @return where it stands now
	 */
	int run(int state, byte[] bytes, int from, int end) {
		int current = state;
		for (int i = from; i < end; i++) {
			current = this.next[current + this.classes[bytes[i] & 0xff]];
		}
		return current;
	}

	/** Whether the line is tagged whatever follows. */
	boolean isCertain(int state) {
		return this.certain[state / this.width] && tag(state) != 0;
	}

	int tag(int state) {
		return this.tags[state / this.width];
	}

}
