package dev.logarchiver.lines.errors;

/** Picks lines that have what error lines have at least. */
final class SuspectScan implements LineScan {

	private final SuspectTable suspect = BuiltinTables.get().suspect();

	private int state = LineTable.START;

	@Override
	public void startLine() {
		this.state = LineTable.START;
	}

	@Override
	public boolean isFound() {
		return this.suspect.isAccepted(this.state);
	}

	@Override
	public int toLineEnd(byte[] bytes, int from, int end) {
		int[] quiet = this.suspect.quiet();
		boolean[] skippable = this.suspect.skippable();
		int[] next = this.suspect.next();
		int found = this.suspect.found();
		int position = from;
		int current = this.state;
		while (position < end && bytes[position] != '\n' && current != found) {
			int last = bytes[position] & 0xff;
			current = next[current + last];
			position++;
			if (current == quiet[last]) {
				while (position < end && skippable[last << 8 | (bytes[position] & 0xff)]) {
					last = bytes[position] & 0xff;
					position++;
				}
				current = quiet[last];
			}
		}
		this.state = current;
		while (position < end && bytes[position] != '\n') {
			position++;
		}
		return position;
	}

}
