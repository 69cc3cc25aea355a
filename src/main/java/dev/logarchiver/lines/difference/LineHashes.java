package dev.logarchiver.lines.difference;

/**
 * A set of hashes that takes 16 bytes each and doesn't grow without end: the lines of a
 * log of gigabytes must not fill the memory.
 */
final class LineHashes {

	private static final int SMALLEST = 1024;

	private final int most;

	private long[] slots = new long[2 * SMALLEST];

	private int size;

	private boolean zero;

	/**
	 * Creates an empty set.
	 * @param most how many hashes it takes
	 */
	LineHashes(int most) {
		this.most = most;
	}

	/**
	 * Adds a hash, unless the set is full.
	 * @param hash the hash
	 * @return whether it was not there before
	 */
	boolean add(long hash) {
		if (contains(hash)) {
			return false;
		}
		if (isFull()) {
			return true;
		}
		if (2 * this.size >= this.slots.length) {
			grow();
		}
		put(hash);
		this.size++;
		return true;
	}

	boolean contains(long hash) {
		return (hash == 0) ? this.zero : this.slots[slot(hash)] == hash;
	}

	boolean isFull() {
		return this.size >= this.most;
	}

	int size() {
		return this.size;
	}

	private void put(long hash) {
		if (hash == 0) {
			this.zero = true;
		}
		else {
			this.slots[slot(hash)] = hash;
		}
	}

	private int slot(long hash) {
		int slot = (int) (hash ^ (hash >>> 32)) & (this.slots.length - 1);
		while (this.slots[slot] != 0 && this.slots[slot] != hash) {
			slot = (slot + 1) & (this.slots.length - 1);
		}
		return slot;
	}

	private void grow() {
		long[] before = this.slots;
		this.slots = new long[2 * before.length];
		for (long hash : before) {
			if (hash != 0) {
				put(hash);
			}
		}
	}

}
