package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipException;

import dev.logarchiver.network.Cutoff;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One download in all its attempts: what has come is continued where that is safe, else
 * it starts over in a new sink. For one thread.
 */
final class LogDownload {

	private static final Log logger = LogFactory.getLog(LogDownload.class);

	/** The second time, it is not damage: the bytes are what they are. */
	private static final int MOST_MISREAD = 2;

	private final StorageTransport transport;

	private final StorageFailures failures;

	private final Cutoff cutoff;

	private final LogSource source;

	private final Supplier<? extends OutputStream> sinks;

	private final SizeBounds bounds;

	private @Nullable Transfer transfer;

	private boolean mismatched;

	/** How often what seemed to be packed could not be unpacked. */
	private int misread;

	LogDownload(StorageTransport transport, StorageFailures failures, Cutoff cutoff, LogSource source,
			Supplier<? extends OutputStream> sinks, SizeBounds bounds) {
		this.transport = transport;
		this.failures = failures;
		this.cutoff = cutoff;
		this.source = source;
		this.sinks = sinks;
		this.bounds = bounds;
	}

	Download run(Attempts attempts) {
		// not a RetryTemplate: its pauses can't be cut, nor made as long as the storage
		// asks
		while (true) {
			try {
				return attempt();
			}
			catch (TransferException ex) {
				Duration pause = attempts.next(ex, kept());
				logger.debug("Download tried again in " + pause.toMillis() + " ms: " + ex.getMessage());
				this.cutoff.pause(pause);
			}
		}
	}

	private long kept() {
		return (this.transfer != null && this.transfer.isResumable()) ? this.transfer.received() : 0;
	}

	private Download attempt() throws TransferException {
		Transfer begun = this.transfer;
		if (begun != null && begun.isResumable()) {
			Download download = resume(begun);
			if (download != null) {
				return download;
			}
		}
		return start();
	}

	/**
	 * Asks for the rest.
	 * @return how it ended; null if the storage has no such rest
	 */
	private @Nullable Download resume(Transfer begun) throws TransferException {
		try (StorageAnswer answer = this.transport.get(this.source.url(), begun.continuation())) {
			return switch (answer.status()) {
				case 206 -> begun.isContinuedBy(answer) ? receive(begun, answer) : null;
				case 416 -> null;
				case 200 -> receive(begin(answer), answer);
				default -> throw this.failures.status(answer);
			};
		}
	}

	private Download start() throws TransferException {
		this.transfer = null;
		try (StorageAnswer answer = this.transport.get(this.source.url(), this.source.condition())) {
			if (answer.status() == 304 && this.source.knownEtag() != null) {
				return new Download.NotModified();
			}
			if (answer.status() != 200) {
				throw this.failures.status(answer);
			}
			return receive(begin(answer), answer);
		}
	}

	private Transfer begin(StorageAnswer answer) {
		this.transfer = Transfer.begin(answer, this.sinks, this.bounds, this.misread < MOST_MISREAD);
		return this.transfer;
	}

	private Download receive(Transfer current, StorageAnswer answer) throws TransferException {
		take(current, answer);
		return (this.source.provisional() || answer.tellsItsEnd() || current.hasCertainEnd()) ? current.complete()
				: confirm(current);
	}

	private void take(Transfer current, StorageAnswer answer) throws TransferException {
		try {
			current.receive(answer.body());
		}
		catch (IOException ex) {
			this.cutoff.check();
			if (ex instanceof ZipException && current.isPacked()) {
				this.misread++;
			}
			throw this.failures.reading(answer, ex);
		}
		this.cutoff.check();
		if (answer.isOverdue()) {
			throw this.failures.tooSlow(answer.url());
		}
		if (!current.isWhole()) {
			throw this.failures.length(answer.url());
		}
		if (!current.isIntact()) {
			throw mismatch(answer);
		}
		String errorPage = current.errorPage();
		if (errorPage != null) {
			this.transfer = null;
			throw this.failures.noLog(answer.url(), errorPage);
		}
	}

	/**
	 * Makes sure that nothing is missing where the end of the connection was the end of
	 * the text: the storage has no byte behind it, or gives the same text again.
	 */
	private Download confirm(Transfer first) throws TransferException {
		Map<String, String> behind = Map.of("Range", "bytes=" + first.received() + "-");
		try (StorageAnswer answer = this.transport.get(this.source.url(), behind)) {
			if (answer.status() == 416) {
				return first.complete();
			}
			if (answer.status() == 200) {
				Transfer second = begin(answer);
				take(second, answer);
				if (answer.tellsItsEnd() || second.hasCertainEnd() || second.isSameAs(first)) {
					return second.complete();
				}
			}
			throw (answer.status() == 200 || answer.status() == 206) ? this.failures.cutShort(answer.url())
					: this.failures.status(answer);
		}
	}

	/**
	 * The first time, the bytes may have been damaged on the way; the second time, no
	 * further download will help.
	 */
	private TransferException mismatch(StorageAnswer answer) {
		this.transfer = null;
		TransferException failure = this.failures.checksum(answer.url());
		if (this.mismatched) {
			throw failure.asFinal();
		}
		this.mismatched = true;
		return failure;
	}

}
