package dev.logarchiver.web.text;

import java.util.BitSet;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.Occurrences;
import dev.logarchiver.lines.pattern.Occurrences.Piece;

/**
 * Marks what was searched for in lines that have it. That takes time, so it is done in
 * the beginning of a line, and in the first lines of a window where it takes long. For
 * one thread.
 */
final class Highlighter {

	private static final int LONGEST = 2048;

	private static final long MOST_TIME = TimeUnit.MILLISECONDS.toNanos(200);

	private final Occurrences occurrences;

	private long taken;

	Highlighter(LinePattern pattern) {
		this.occurrences = pattern.occurrences();
	}

	/** The places in a line that has it. */
	BitSet marks(String line) {
		BitSet marks = new BitSet();
		if (this.taken > MOST_TIME) {
			return marks;
		}
		long start = System.nanoTime();
		int place = 0;
		for (Piece piece : this.occurrences.in(line.substring(0, Math.min(line.length(), LONGEST)))) {
			marks.set(place, place + piece.text().length(), piece.found());
			place += piece.text().length();
		}
		this.taken += System.nanoTime() - start;
		return marks;
	}

}
