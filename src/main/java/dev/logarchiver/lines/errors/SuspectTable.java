package dev.logarchiver.lines.errors;

import java.util.Arrays;

/**
 * An automaton to look for something that few lines have.
 *
 * @param next for each state a row of the states that follow it by byte; a state is the
 * index at which its row begins
 * @param accepted by the number of a state: whether the line has it, where it ends there
 * @param quiet by byte: the state behind it where nothing has begun
 * @param skippable by two bytes: whether the second leads from the quiet state behind the
 * first to its own. Nearly all pairs of a text are so, and looking them up is faster than
 * following the states, because no look-up waits for the one before it.
 * @param found the state that is never left
 */
@SuppressWarnings("ArrayRecordComponent")
record SuspectTable(int[] next, boolean[] accepted, int[] quiet, boolean[] skippable, int found) {

	private static final int BYTES = 256;

	/** Something, and a character that begins nothing. */
	private static final byte[] MIDDLE = { 'x', 1 };

	/** What is to be found by all means. */
	private static final byte[] SURE = { 'x', ' ', 'E', 'R', 'R', 'O', 'R', ' ' };

	static SuspectTable of(LineTable table) {
		int[] next = new int[table.tags().length * BYTES];
		boolean[] accepted = new boolean[table.tags().length];
		for (int i = 0; i < next.length; i++) {
			next[i] = table.step(i / BYTES * table.width(), i % BYTES) / table.width() * BYTES;
			accepted[i / BYTES] = table.tags()[i / BYTES] != 0;
		}
		int[] quiet = Arrays.copyOfRange(next, run(next, MIDDLE), run(next, MIDDLE) + BYTES);
		boolean[] skippable = new boolean[BYTES * BYTES];
		for (int i = 0; i < skippable.length; i++) {
			int second = i % BYTES;
			skippable[i] = second != '\n' && next[quiet[i / BYTES] + second] == quiet[second];
		}
		return new SuspectTable(next, accepted, quiet, skippable, run(next, SURE));
	}

	private static int run(int[] next, byte[] text) {
		int state = LineTable.START;
		for (byte each : text) {
			state = next[state + each];
		}
		return state;
	}

	boolean isAccepted(int state) {
		return this.accepted[state / BYTES];
	}

}
