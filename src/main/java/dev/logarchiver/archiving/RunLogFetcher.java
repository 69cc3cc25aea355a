package dev.logarchiver.archiving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import dev.logarchiver.archiving.Finding.Confirmed;
import dev.logarchiver.archiving.Finding.Fetched;
import dev.logarchiver.archiving.Finding.Located;
import dev.logarchiver.archiving.Finding.Settled;
import dev.logarchiver.archiving.Finding.Source;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.Preview;
import dev.logarchiver.coreclaw.download.Download;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpoolFullException;
import dev.logarchiver.store.spool.SpoolWriter;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the log of a run, and compares it with what is archived of it.
 */
public class RunLogFetcher {

	private final CoreClawClient client;

	private final RunLocator locator;

	private final Spool spool;

	private final Settling settling;

	public RunLogFetcher(CoreClawClient client, RunLocator locator, Spool spool, Settling settling) {
		this.client = client;
		this.locator = locator;
		this.spool = spool;
		this.settling = settling;
	}

	/**
	 * Fetches a log.
	 * @param located the run and where its log is to be had
	 * @return the text, or that the archive has it already
	 * @throws DownloadException if the log can't be had
	 */
	public Finding fetch(Located located) {
		return fetch(located, true);
	}

	/**
	 * Fetches a log whose partial object can't be used, as if nothing were archived of
	 * it.
	 * @param lost the partial log
	 * @return the text, or why there is none
	 * @throws DownloadException if the log can't be had
	 */
	public Finding anew(Confirmed lost) {
		Located located = this.locator.again(
				new Located(lost.worker(), lost.run(), null, Preview.NONE, lost.requestId(), List.of(lost.partial())));
		return (fetch(located.anew()) instanceof Fetched fetched) ? fetched.inPlaceOf(lost.partial())
				: new Settled(Failed.gone(lost.run().id(), "no_log", "the platform doesn't have the log any more",
						located.requestId()));
	}

	private Finding fetch(Located located, boolean mayBeStale) {
		URI url = located.url();
		if (url == null) {
			return withoutFullText(located);
		}
		try {
			return downloadWhereThereIsRoom(located, url);
		}
		catch (DownloadException ex) {
			if (ex.kind() != DownloadException.Kind.GONE) {
				throw ex;
			}
			return mayBeStale ? fetch(this.locator.again(located), false) : deadFullText(located, ex);
		}
	}

	private Finding deadFullText(Located located, DownloadException problem) {
		boolean nothingLeft = located.preview().isEmpty() && located.known().isEmpty();
		return (nothingLeft && located.run().status().ended())
				? new Settled(Failed.gone(located.run().id(), problem.code(), problem.reason(), located.requestId()))
				: withoutFullText(located);
	}

	/**
	 * Logs that are under way at the same time may fill the spool together: then each of
	 * them has to fit by itself.
	 */
	private Finding downloadWhereThereIsRoom(Located located, URI url) {
		try {
			return download(located, url);
		}
		catch (SpoolFullException ex) {
			return this.spool.alone(() -> download(located, url));
		}
	}

	private Finding download(Located located, URI url) {
		ArchivedLog partial = located.partial();
		String knownEtag = knownEtag(located);
		Instant looked = this.settling.now();
		try (Recording recording = new Recording(this.spool)) {
			return switch (this.client.download(url, knownEtag, !located.run().status().ended(), recording::restart)) {
				case Download.NotModified _ when partial != null -> sameBytes(located, partial, looked);
				case Download.NotModified _ ->
					throw new IllegalStateException("Not modified, but no entity tag was sent");
				case Download.Complete complete -> compare(located, recording.finish(), new Source(Completeness.FULL,
						strong(complete.etag()), located.requestId(), this.settling.now()), looked);
			};
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The first download after a run's end asks for no condition: a storage that answers
	 * "not modified" wrongly would freeze a text that lacks its end.
	 */
	private static @Nullable String knownEtag(Located located) {
		ArchivedLog partial = located.partial();
		boolean conditional = partial != null && partial.completeness() == Completeness.FULL
				&& !located.run().status().ended();
		return (partial != null && conditional) ? partial.text().etag() : null;
	}

	/**
	 * The platform offers no full text, or its address stays dead. A preview never
	 * replaces a full text.
	 */
	private Finding withoutFullText(Located located) {
		Instant looked = this.settling.now();
		ArchivedLog partial = located.partial();
		if (partial == null && !located.known().isEmpty()) {
			return new Settled(new Unchanged(false));
		}
		if (partial != null && (partial.completeness() == Completeness.FULL || located.preview().isEmpty())) {
			return sameBytes(located, partial, looked);
		}
		if (located.preview().isEmpty() && located.run().status().ended()) {
			return new Settled(Failed.gone(located.run().id(), "no_log",
					"the platform offers neither the full text nor preview lines of this run's log",
					located.requestId()));
		}
		try (Recording recording = new Recording(this.spool)) {
			this.client.preview(located.preview(), recording::restart);
			return compare(located, recording.finish(),
					new Source(Completeness.PREVIEW, null, located.requestId(), looked), looked);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Finding compare(Located located, SpooledLog text, Source source, @Nullable Instant looked) {
		List<ArchivedLog> known = located.known();
		boolean same = !known.isEmpty() && known.getLast().text().sha256().equals(text.sha256());
		if (!same) {
			return new Fetched(located.worker(), located.run(), text, source, known, located.run().status().ended());
		}
		ArchivedLog last = known.getLast();
		if (!last.isFinal() && settles(located, last, looked)) {
			return new Fetched(located.worker(), located.run(), text, source, known, true);
		}
		text.close();
		return new Settled(last.isFinal() ? new Unchanged(false) : goesOn(last));
	}

	private Finding sameBytes(Located located, ArchivedLog partial, @Nullable Instant looked) {
		return settles(located, partial, looked)
				? new Confirmed(located.worker(), located.run(), partial, located.requestId())
				: new Settled(goesOn(partial));
	}

	/**
	 * From now on the bytes are known to be the same, unless it was known before.
	 */
	private Unchanged goesOn(ArchivedLog partial) {
		Instant now = this.settling.now();
		return (partial.unchangedSince() == null && now != null) ? new Unchanged(true, partial.unchangedSince(now))
				: new Unchanged(true);
	}

	/**
	 * A log is final when its run is, or when its bytes stayed the same for long enough;
	 * an empty preview says nothing about a run that still goes on.
	 * @param looked when the bytes were looked at, or a little before
	 */
	private boolean settles(Located located, ArchivedLog partial, @Nullable Instant looked) {
		if (located.run().status().ended()) {
			return true;
		}
		boolean nothingSeen = partial.completeness() == Completeness.PREVIEW && partial.text().size() == 0;
		return !nothingSeen && this.settling.passed(partial.unchangedSince(), looked);
	}

	private static @Nullable String strong(@Nullable String etag) {
		return (etag != null && !etag.startsWith("W/")) ? etag : null;
	}

	/**
	 * The text being written; a download that starts over starts a new one.
	 */
	private static final class Recording implements AutoCloseable {

		private final Spool spool;

		private SpoolWriter writer;

		Recording(Spool spool) {
			this.spool = spool;
			this.writer = spool.writer();
		}

		SpoolWriter restart() {
			close();
			this.writer = this.spool.writer();
			return this.writer;
		}

		SpooledLog finish() throws IOException {
			return this.writer.finish();
		}

		@Override
		public void close() {
			this.writer.close();
		}

	}

}
