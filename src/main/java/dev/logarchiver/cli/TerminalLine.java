package dev.logarchiver.cli;

import java.io.PrintStream;

import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal in which progress is shown, without colours and within the
 * terminal's width. Closed, it is empty, for what is printed next.
 */
final class TerminalLine implements ProgressBarConsumer {

	private final PrintStream stream;

	/** One less than there is: a full line would begin another. */
	private final int width;

	private int shown;

	private boolean closed;

	TerminalLine(PrintStream stream, Terminal terminal) {
		this.stream = stream;
		this.width = terminal.columns() - 1;
	}

	@Override
	public int getMaxRenderedLength() {
		return this.width;
	}

	@Override
	public synchronized void accept(String text) {
		if (this.closed) {
			return;
		}
		show((text.length() > this.width) ? text.substring(0, this.width) : text);
	}

	@Override
	public synchronized void clear() {
		show("");
		this.stream.print('\r');
		this.stream.flush();
	}

	private void show(String text) {
		this.stream.print("\r" + text + " ".repeat(Math.max(0, this.shown - text.length())));
		this.stream.flush();
		this.shown = text.length();
	}

	@Override
	public synchronized void close() {
		if (!this.closed) {
			clear();
			this.closed = true;
		}
	}

}
