package dev.logarchiver.lines.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An automaton that finds all clues at once, in upper and lower case alike: that of Aho
 * and Corasick. A state is the index at which its row begins; those that have read one
 * byte at most come first.
 */
final class ClueTable {

	private static final int BYTES = 256;

	private static final int NONE = -1;

	private final byte[] classes = new byte[BYTES];

	private final int width;

	private final int[] next;

	private final int lastShallow;

	private final int[][] found;

	private final boolean[] skippable = new boolean[BYTES * BYTES];

	/**
	 * Makes the automaton.
	 * @param clues what to find; the number of a clue is its place in the list
	 */
	ClueTable(List<byte[]> clues) {
		this.width = Integer.highestOneBit(classify(clues)) << 1;
		Trie trie = new Trie(this.width);
		for (int i = 0; i < clues.size(); i++) {
			trie.add(clues.get(i), i, this.classes);
		}
		int[] order = trie.link();
		int[] places = new int[order.length];
		for (int i = 0; i < order.length; i++) {
			places[order[i]] = i * this.width;
		}
		this.next = new int[order.length * this.width];
		this.found = new int[order.length][];
		for (int i = 0; i < order.length; i++) {
			for (int read = 0; read < this.width; read++) {
				this.next[i * this.width + read] = places[trie.next(order[i], read)];
			}
			this.found[i] = trie.found(order[i]);
		}
		this.lastShallow = trie.shallow() * this.width;
		for (int i = 0; i < this.skippable.length; i++) {
			int first = step(0, (byte) (i / BYTES));
			byte second = (byte) (i % BYTES);
			this.skippable[i] = found(first).length == 0 && step(first, second) == step(0, second);
		}
	}

	/** Bytes that no clue has are alike, and so are the two cases of a letter. */
	private int classify(List<byte[]> clues) {
		int last = 0;
		for (byte[] clue : clues) {
			for (byte each : clue) {
				int folded = folded(each & 0xff);
				if (this.classes[folded] == 0) {
					this.classes[folded] = (byte) ++last;
				}
			}
		}
		for (int upper = 'A'; upper <= 'Z'; upper++) {
			this.classes[upper] = this.classes[folded(upper)];
		}
		return Math.max(1, last);
	}

	static int folded(int read) {
		return (read >= 'A' && read <= 'Z') ? read + ('a' - 'A') : read;
	}

	int step(int state, byte read) {
		return this.next[state + (this.classes[read & 0xff] & 0xff)];
	}

	/** Whether nothing is known in a state but the last byte that was read. */
	boolean isShallow(int state) {
		return state <= this.lastShallow;
	}

	/** The numbers of the clues that end in a state. */
	int[] found(int state) {
		return this.found[state / this.width];
	}

	/**
	 * By two bytes: whether the first, read where no clue has begun, makes no difference
	 * any more once the second is read. Nearly all pairs of a text are so, and no look-up
	 * waits for the one before it.
	 */
	boolean[] skippable() {
		return this.skippable;
	}

	/** The clues, one node for each beginning. */
	private static final class Trie {

		private static final int[] NOTHING = {};

		private final int width;

		private final List<int[]> nodes = new ArrayList<>();

		private final List<int[]> found = new ArrayList<>();

		private int shallow;

		Trie(int width) {
			this.width = width;
			addNode();
		}

		private int addNode() {
			int[] node = new int[this.width];
			Arrays.fill(node, NONE);
			this.nodes.add(node);
			this.found.add(NOTHING);
			return this.nodes.size() - 1;
		}

		void add(byte[] clue, int number, byte[] classes) {
			int node = 0;
			for (byte each : clue) {
				int read = classes[folded(each & 0xff)] & 0xff;
				if (this.nodes.get(node)[read] == NONE) {
					this.nodes.get(node)[read] = addNode();
				}
				node = this.nodes.get(node)[read];
			}
			this.found.set(node, joined(this.found.get(node), new int[] { number }));
		}

		private static int[] joined(int[] first, int[] second) {
			int[] all = Arrays.copyOf(first, first.length + second.length);
			System.arraycopy(second, 0, all, first.length, second.length);
			return all;
		}

		/**
		 * Completes each node by what its longest end does that is a node too.
		 * @return the nodes, those of shorter beginnings first
		 */
		int[] link() {
			int[] order = new int[this.nodes.size()];
			int[] ends = new int[this.nodes.size()];
			int count = 1;
			for (int i = 0; i < count; i++) {
				int node = order[i];
				for (int read = 0; read < this.width; read++) {
					int child = this.nodes.get(node)[read];
					int other = (node == 0) ? 0 : this.nodes.get(ends[node])[read];
					if (child == NONE) {
						this.nodes.get(node)[read] = other;
					}
					else {
						ends[child] = other;
						this.found.set(child, joined(this.found.get(child), this.found.get(other)));
						order[count++] = child;
					}
				}
				if (node == 0) {
					this.shallow = count - 1;
				}
			}
			return order;
		}

		int next(int node, int read) {
			return this.nodes.get(node)[read];
		}

		int[] found(int node) {
			return this.found.get(node);
		}

		int shallow() {
			return this.shallow;
		}

	}

}
