package dev.logarchiver.search;

/**
 * What is kept of a line whose pieces pass by: its beginning, or where the pattern was
 * found far from that, what stands around. For one thread.
 */
final class LineExcerpt {

	/** So many bytes of a line are kept. */
	static final int LONGEST = 4096;

	/** So many of them before what was found. */
	private static final int BEFORE = 1000;

	private final byte[] kept = new byte[LONGEST];

	private int length;

	/** What came last of a line that is longer than what is kept. */
	private final byte[] tail = new byte[BEFORE];

	private int tailLength;

	private boolean cutBefore;

	private boolean cutAfter;

	/** Begins a line. */
	void clear() {
		this.length = 0;
		this.tailLength = 0;
		this.cutBefore = false;
		this.cutAfter = false;
	}

	/**
	 * Takes a piece of the line.
	 * @param bytes where it is
	 * @param from where it begins
	 * @param end where it ends
	 * @param foundAt where in it the pattern was found; negative if it wasn't
	 */
	void add(byte[] bytes, int from, int end, int foundAt) {
		if (foundAt >= 0 && (this.cutAfter || this.length + foundAt - from > LONGEST)) {
			keepAround(foundAt - from);
			append(bytes, Math.max(from, foundAt - BEFORE), end);
		}
		else {
			append(bytes, from, end);
		}
		if (this.cutAfter) {
			remember(bytes, from, end);
		}
	}

	/** Keeps of what came before only as much as is wanted before the match. */
	private void keepAround(int nearer) {
		byte[] source = this.cutAfter ? this.tail : this.kept;
		int known = this.cutAfter ? this.tailLength : this.length;
		int wanted = Math.min(known, Math.max(0, BEFORE - nearer));
		System.arraycopy(source, known - wanted, this.kept, 0, wanted);
		this.length = wanted;
		this.cutBefore = true;
		this.cutAfter = false;
	}

	private void append(byte[] bytes, int from, int end) {
		int taken = Math.min(end - from, LONGEST - this.length);
		System.arraycopy(bytes, from, this.kept, this.length, taken);
		this.length += taken;
		this.cutAfter |= taken < end - from;
	}

	private void remember(byte[] bytes, int from, int end) {
		int taken = Math.min(end - from, BEFORE);
		int stays = Math.min(this.tailLength, BEFORE - taken);
		System.arraycopy(this.tail, this.tailLength - stays, this.tail, 0, stays);
		System.arraycopy(bytes, end - taken, this.tail, stays, taken);
		this.tailLength = stays + taken;
	}

	FoundLine line(long number) {
		return FoundLine.of(number, this.kept, this.length, this.cutBefore, this.cutAfter);
	}

}
