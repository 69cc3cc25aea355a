package dev.logarchiver.lines.errors;

import java.util.function.Supplier;

import dev.logarchiver.lines.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines closely, in pieces, as a terminal shows them: a carriage return begins the
 * line anew. For one thread.
 *
 * @param <T> what is kept of an error line
 */
final class LineSplitter<T> {

	private final ErrorPattern pattern;

	private final TraceFolder<T> traces;

	private @Nullable LineJudge judge;

	private final byte[] beginning = new byte[LogLine.LONGEST + 1];

	private int begun;

	private boolean returned;

	private boolean suspect;

	LineSplitter(ErrorPattern pattern, TraceFolder<T> traces) {
		this.pattern = pattern;
		this.traces = traces;
	}

	/**
	 * Begins a line.
	 * @param suspected whether it may be an error by itself
	 */
	void startLine(boolean suspected) {
		this.suspect = suspected;
	}

	/** The first bytes of the line that ends, as many as may be kept. */
	byte[] beginning() {
		return this.beginning;
	}

	/** How many first bytes there are. */
	int begun() {
		return this.begun;
	}

	/**
	 * Reads on in a line.
	 * @param line is asked for when one has ended that may be an error
	 */
	void read(byte[] bytes, int from, int end, Supplier<T> line) {
		int start = from;
		for (int i = from; i < end; i++) {
			if (bytes[i] == '\r') {
				take(bytes, start, i);
				if (this.begun > 0) {
					finish(line);
				}
				this.returned = true;
				start = i + 1;
			}
		}
		take(bytes, start, end);
	}

	private void take(byte[] bytes, int from, int end) {
		if (from < end) {
			if (this.suspect) {
				judge().read(bytes, from, end);
			}
			int taken = Math.min(end - from, this.beginning.length - this.begun);
			System.arraycopy(bytes, from, this.beginning, this.begun, taken);
			this.begun += taken;
		}
	}

	/** Its automata are read when the first line needs them. */
	private LineJudge judge() {
		if (this.judge == null) {
			this.judge = this.pattern.judge();
		}
		return this.judge;
	}

	/**
	 * Ends a line.
	 * @param line as in {@link #read}
	 */
	void endLine(Supplier<T> line) {
		if (this.begun > 0 || !this.returned) {
			finish(line);
		}
		this.returned = false;
	}

	private void finish(Supplier<T> line) {
		boolean error = this.suspect && judge().isError();
		if (error || !this.traces.isIdle()) {
			this.traces.add(this.beginning, this.begun, error, line);
		}
		if (this.suspect) {
			judge().startLine();
		}
		this.begun = 0;
	}

}
