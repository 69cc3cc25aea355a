package dev.logarchiver.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that take too long, wherever they are: connecting, in the handshake, in
 * the head, in the body. The time-outs of a socket begin anew with each byte, so that who
 * sends one now and then would hold a thread for ever.
 * <p>
 * One thread looks at all of them, a few times a second: a timer of its own for each
 * request would cost more than the request.
 */
public final class Watchdog implements AutoCloseable {

	private static final Duration LOOK = Duration.ofMillis(50);

	/** Over what each thread has sent. */
	private static final ThreadLocal<Watch> CURRENT = new ThreadLocal<>();

	private final Cutoff cutoff;

	private final Set<Watch> watched = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private @Nullable Thread thread;

	public Watchdog(Cutoff cutoff) {
		this.cutoff = cutoff;
	}

	/**
	 * Watches a request that is to be sent.
	 * @param request the request
	 * @param longest until when it has to end, unless {@link Watch#limit} changes that
	 * @return the watch, to be closed when the request has ended
	 * @throws java.util.concurrent.CancellationException if it must not be sent any more
	 */
	public Watch watch(Cancellable request, Duration longest) {
		start();
		this.cutoff.enter(request);
		long start = System.nanoTime();
		long bound = longest.toNanos();
		Watch watch = new Watch(request, (now) -> now - start > bound);
		this.watched.add(watch);
		CURRENT.set(watch);
		return watch;
	}

	/**
	 * Makes the socket for this thread's request. It is closed with it: a request that is
	 * cancelled while it connects goes on to connect.
	 * @param proxy the SOCKS proxy to use
	 * @throws IOException if the request took too long
	 */
	Socket socket(@Nullable Proxy proxy) throws IOException {
		Socket socket = (proxy != null) ? new Socket(proxy) : new Socket();
		Watch watch = CURRENT.get();
		if (watch != null) {
			watch.connects(socket);
		}
		return socket;
	}

	private synchronized void start() {
		if (this.thread == null) {
			this.thread = Thread.ofPlatform().daemon().name("watchdog").start(this::look);
		}
	}

	private void look() {
		try {
			while (!this.closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
				long now = System.nanoTime();
				try {
					this.watched.forEach((watch) -> watch.look(now));
				}
				catch (OutOfMemoryError ex) {
					// looks again: nothing else would end what takes too long
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
	}

	/** The watch over one request. */
	public final class Watch implements AutoCloseable {

		private final Cancellable request;

		private volatile LongPredicate limit;

		private volatile boolean overdue;

		private volatile @Nullable Socket socket;

		Watch(Cancellable request, LongPredicate limit) {
			this.request = request;
			this.limit = limit;
		}

		/**
		 * Sets what ends the request from now on.
		 * @param reached asked with the time by the JVM's own clock, in nanoseconds
		 */
		public void limit(LongPredicate reached) {
			this.limit = reached;
		}

		private void look(long now) {
			if (!this.overdue && this.limit.test(now)) {
				this.overdue = true;
				this.request.cancel();
				close(this.socket);
			}
		}

		private void connects(Socket next) throws IOException {
			this.socket = next;
			if (this.overdue) {
				close(next);
				throw new InterruptedIOException("took too long");
			}
		}

		private static void close(@Nullable Socket socket) {
			try {
				if (socket != null) {
					socket.close();
				}
			}
			catch (IOException ex) {
				// it is of no use any more
			}
		}

		/** Whether the request was ended because it took too long. */
		public boolean isOverdue() {
			return this.overdue;
		}

		/** Does nothing to the connection where the body was read to its end. */
		public void cancel() {
			this.request.cancel();
		}

		@Override
		public void close() {
			Watchdog.this.watched.remove(this);
			CURRENT.remove();
			Watchdog.this.cutoff.leave(this.request);
		}

	}

}
