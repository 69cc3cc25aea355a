package dev.logarchiver.archiving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.Fetch.Nothing;
import dev.logarchiver.archiving.FetchedLog.Provenance;
import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Unchanged;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.Preview;
import dev.logarchiver.coreclaw.download.Download;
import dev.logarchiver.coreclaw.download.DownloadException;
import dev.logarchiver.coreclaw.download.LogDownloader;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.Completeness;
import dev.logarchiver.store.spool.SpoolFullException;
import org.jspecify.annotations.Nullable;

/** Downloads the log of a run, and compares it with what is archived of it. */
class RunLogFetcher {

	private final CoreClawClient client;

	private final LogDownloader downloader;

	private final RunLocator locator;

	private final Recordings recordings;

	private final TextJudge judge;

	RunLogFetcher(CoreClawClient client, LogDownloader downloader, RunLocator locator, Recordings recordings,
			TextJudge judge) {
		this.client = client;
		this.downloader = downloader;
		this.locator = locator;
		this.recordings = recordings;
		this.judge = judge;
	}

	RunLogFetcher recordingTo(Recordings others) {
		return new RunLogFetcher(this.client, this.downloader, this.locator, others, this.judge);
	}

	/**
	 * Fetches a log.
	 * @param located the run and where its log is to be had
	 * @return the text, or that the archive has it already
	 * @throws DownloadException if the log can't be had
	 */
	Fetch fetch(Located located) {
		return fetch(located, true);
	}

	/**
	 * Fetches a log whose partial object can't be used, as if nothing were archived of
	 * it.
	 * @param lost the partial log
	 * @return the text, or why there is none
	 * @throws DownloadException if the log can't be had
	 */
	Fetch anew(Confirmed lost) {
		Located located = this.locator.again(
				new Located(lost.worker(), lost.run(), null, Preview.NONE, lost.requestId(), List.of(lost.partial())));
		return (fetch(located.anew()) instanceof FetchedLog fetched) ? fetched.after(List.of(lost.partial()))
				: new Nothing(Failed.gone(lost.run().id(), "no_log", "the platform no longer has the log",
						located.requestId()));
	}

	private Fetch fetch(Located located, boolean mayBeStale) {
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

	private Fetch deadFullText(Located located, DownloadException problem) {
		boolean nothingLeft = located.preview().isEmpty() && located.known().isEmpty();
		return (nothingLeft && located.run().status().ended())
				? new Nothing(Failed.gone(located.run().id(), problem.code(), problem.reason(), located.requestId()))
				: withoutFullText(located);
	}

	/**
	 * Logs that are under way at the same time may fill the spool together: then each of
	 * them has to fit by itself.
	 */
	private Fetch downloadWhereThereIsRoom(Located located, URI url) {
		try {
			return download(located, url);
		}
		catch (SpoolFullException ex) {
			return this.recordings.spool().alone(() -> download(located, url));
		}
	}

	private Fetch download(Located located, URI url) {
		ArchivedLog partial = located.partial();
		String knownEtag = knownEtag(located);
		Instant looked = this.judge.finality().now();
		try (Recording recording = this.recordings.begin()) {
			return switch (this.downloader.download(url, knownEtag, !located.run().status().ended(),
					recording::restart)) {
				case Download.NotModified _ when partial != null -> this.judge.judge(located, partial, looked);
				case Download.NotModified _ ->
					throw new IllegalStateException("Not modified, but no entity tag was sent");
				case Download.Complete complete ->
					this.judge.judge(located, recording.finish(), new Provenance(Completeness.FULL,
							strong(complete.etag()), located.requestId(), this.judge.finality().now()), looked);
			};
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The first download after a run's end asks for no condition: a storage that answers
	 * "not modified" wrongly would freeze a text that lacks its end. Nor does one whose
	 * object was made by other rules than would be made of the same text now.
	 */
	private @Nullable String knownEtag(Located located) {
		ArchivedLog partial = located.partial();
		boolean conditional = partial != null && partial.completeness() == Completeness.FULL
				&& !located.run().status().ended() && Objects.equals(partial.text().rules(), this.recordings.rules());
		return (partial != null && conditional) ? partial.text().etag() : null;
	}

	/**
	 * The platform offers no full text, or its address stays dead. A preview never
	 * replaces a full text.
	 */
	private Fetch withoutFullText(Located located) {
		Instant looked = this.judge.finality().now();
		ArchivedLog partial = located.partial();
		if (partial == null && !located.known().isEmpty()) {
			return new Nothing(new Unchanged(false));
		}
		if (partial != null && (partial.completeness() == Completeness.FULL || located.preview().isEmpty())) {
			return this.judge.judge(located, partial, looked);
		}
		if (located.preview().isEmpty() && located.run().status().ended()) {
			return new Nothing(Failed.gone(located.run().id(), "no_log",
					"the platform offers neither the full text nor preview lines of this run's log",
					located.requestId()));
		}
		try (Recording recording = this.recordings.begin()) {
			this.client.preview(located.preview(), recording::restart);
			return this.judge.judge(located, recording.finish(),
					new Provenance(Completeness.PREVIEW, null, located.requestId(), looked), looked);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable String strong(@Nullable String etag) {
		return (etag != null && !etag.startsWith("W/")) ? etag : null;
	}

}
