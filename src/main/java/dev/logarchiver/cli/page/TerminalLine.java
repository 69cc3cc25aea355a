package dev.logarchiver.cli.page;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The line of a terminal in which progress is shown, without colours and within the
 * terminal's width. It makes way for what is logged meanwhile. Closed, it is empty, for
 * what is printed next.
 */
final class TerminalLine implements ProgressBarConsumer {

	private final PrintStream stream;

	/** One less than there is: a full line would begin another. */
	private final int width;

	private int shown;

	private boolean closed;

	/** Takes a line of standard error. */
	TerminalLine(Terminal terminal) {
		this.stream = System.err;
		this.width = terminal.columns() - 1;
		System.setErr(new PrintStream(new Others(), true, StandardCharsets.UTF_8));
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

	private synchronized void makeWay(byte[] bytes, int offset, int length) {
		if (this.shown > 0) {
			clear();
		}
		this.stream.write(bytes, offset, length);
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
			System.setErr(this.stream);
		}
	}

	/** What is written to standard error by others. */
	private final class Others extends OutputStream {

		@Override
		public void write(int value) {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			makeWay(bytes, offset, length);
		}

	}

}
