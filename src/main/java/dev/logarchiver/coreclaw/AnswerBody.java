package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.logarchiver.network.BlockInput;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Watchdog.Watch;

/**
 * The body of an API's answer, up to a bound. Small ones come all at once; of large ones,
 * only a few at a time, or what is made of them would not fit in the heap.
 */
final class AnswerBody extends BlockInput {

	/** Far more than a page of runs or a preview. */
	static final int LARGEST = 8 * 1024 * 1024;

	private static final int LARGE = 256 * 1024;

	private static final int MOST_LARGE = 2;

	private static final long LOOK_MILLIS = 20;

	private final Turns turns;

	private final Watch watch;

	private long size;

	private boolean large;

	AnswerBody(InputStream body, Turns turns, Watch watch) {
		super(body);
		this.turns = turns;
		this.watch = watch;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		int count = this.in.read(target, offset, length);
		this.size += Math.max(0, count);
		if (this.size > LARGEST) {
			// else the rest is read on to reuse the connection
			this.watch.cancel();
			throw new IOException("the answer is larger than " + LARGEST + " bytes");
		}
		if (this.size > LARGE && !this.large) {
			awaitTurn();
		}
		return count;
	}

	/**
	 * Counts as a part of the time that the answer may take: who has a turn and sends on
	 * slowly keeps nobody for longer.
	 */
	private void awaitTurn() throws IOException {
		try {
			while (!this.turns.semaphore.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
				this.turns.cutoff.check();
				if (this.watch.isOverdue()) {
					throw new InterruptedIOException("other large answers took too long");
				}
			}
			this.large = true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	@Override
	public void close() throws IOException {
		if (this.large) {
			this.large = false;
			this.turns.semaphore.release();
		}
		super.close();
	}

	/** Who may read a large answer. */
	record Turns(Semaphore semaphore, Cutoff cutoff) {

		Turns(Cutoff cutoff) {
			this(new Semaphore(MOST_LARGE, true), cutoff);
		}

	}

}
