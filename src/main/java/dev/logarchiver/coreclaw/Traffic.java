package dev.logarchiver.coreclaw;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import org.springframework.stereotype.Component;

/** What it took this process to get answers and logs. Safe for use by many threads. */
@Component
public class Traffic {

	private final Requests api = new Requests();

	private final Requests storage = new Requests();

	private final LongAdder downloads = new LongAdder();

	private final LongAdder downloading = new LongAdder();

	public Requests api() {
		return this.api;
	}

	public Requests storage() {
		return this.storage;
	}

	/**
	 * How many logs were downloaded, or tried to.
	 * @return the number of downloads, however often each was tried
	 */
	public long downloads() {
		return this.downloads.sum();
	}

	/**
	 * How long the downloads took, from the first request of each to its end.
	 * @return the sum over all downloads, of which many are under way at a time
	 */
	public Duration downloading() {
		return Duration.ofNanos(this.downloading.sum());
	}

	public void downloaded(long nanos) {
		this.downloads.increment();
		this.downloading.add(nanos);
	}

	public static final class Requests {

		private final LongAdder retries = new LongAdder();

		private final LongAdder refusals = new LongAdder();

		private final LongAdder waits = new LongAdder();

		private Requests() {
		}

		/** How often one was sent again after a failure. */
		public long retries() {
			return this.retries.sum();
		}

		public long refusals() {
			return this.refusals.sum();
		}

		/**
		 * How long they were held back in order not to be too many.
		 * @return the sum over all requests, of which many wait at a time
		 */
		public Duration waits() {
			return Duration.ofNanos(this.waits.sum());
		}

		public void retried() {
			this.retries.increment();
		}

		public void refused() {
			this.refusals.increment();
		}

		public void waited(long nanos) {
			this.waits.add(nanos);
		}

	}

}
