package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.coreclaw.download.Download;
import dev.logarchiver.coreclaw.download.LogDownloader;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.network.Watchdog;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The CoreClaw platform: its API, and the storage that its logs are downloaded from. Safe
 * for use by many threads. Calls are retried here; what is thrown is final.
 * <p>
 * Every call throws {@link CoreClawException} if the platform refuses it or answers
 * nothing usable, {@link dev.logarchiver.run.OutOfReachException} once the platform is
 * down, and {@link java.util.concurrent.CancellationException} after {@link #abort()}.
 */
public final class CoreClawClient implements AutoCloseable {

	private static final String API = "/api/v2";

	/** The states that a listing can be filtered by; others, it refuses. */
	private static final Set<RunStatus> FILTERS = EnumSet.of(RunStatus.READY, RunStatus.RUNNING, RunStatus.SUCCEEDED,
			RunStatus.FAILED, RunStatus.ABORTING);

	private final ApiCalls calls;

	private final LogDownloader downloader;

	private final Cutoff cutoff;

	private final Watchdog watchdog;

	CoreClawClient(ApiCalls calls, LogDownloader downloader, Cutoff cutoff, Watchdog watchdog) {
		this.watchdog = watchdog;
		this.cutoff = cutoff;
		this.calls = calls;
		this.downloader = downloader;
	}

	/**
	 * Asks for the log of a Worker's last run. The answer names neither the run nor its
	 * state.
	 * @param worker the Worker
	 * @return where the log is
	 */
	public LogAnswer lastLog(WorkerId worker) {
		return log(API + "/workers/" + encode(worker.value()) + "/runs/last/log");
	}

	/**
	 * Asks which run of a Worker is the last.
	 * @param worker the Worker
	 * @return the run
	 */
	public Run lastRun(WorkerId worker) {
		return runAt(API + "/workers/" + encode(worker.value()) + "/runs/last");
	}

	/**
	 * Asks for a run.
	 * @param run its ID
	 * @return the run
	 */
	public Run run(RunId run) {
		return read(API + "/worker-runs/" + encode(run.value()), (envelope) -> {
			Run answered = RunPayload.read(envelope.data());
			requireSame(run, answered.id());
			return answered;
		});
	}

	/**
	 * Asks for the log of a run.
	 * @param run its ID
	 * @return where the log is
	 */
	public LogAnswer log(RunId run) {
		LogAnswer answer = log(API + "/worker-runs/" + encode(run.value()) + "/log");
		Optional<RunId> named = answer.runInUrl().filter((other) -> !isSame(run, other) && isRun(other));
		if (named.isPresent()) {
			throw new CoreClawException(Kind.FAILED, "The log of run " + run,
					new ApiFailure(0, "other_run",
							"asked for run " + run + ", the platform gave the log of run " + named.get(),
							answer.requestId(), null));
		}
		return answer;
	}

	/**
	 * What looks like a run's ID in an address may be that of something else.
	 */
	private boolean isRun(RunId id) {
		try {
			run(id);
			return true;
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.NO_RUN) {
				return false;
			}
			throw ex;
		}
	}

	private static boolean isSame(RunId run, RunId other) {
		return run.value().equalsIgnoreCase(other.value());
	}

	private static void requireSame(RunId asked, RunId answered) throws MalformedPayloadException {
		if (!isSame(asked, answered)) {
			throw new MalformedPayloadException("other_run",
					"asked for run " + asked + ", the platform answered with run " + answered);
		}
	}

	/**
	 * Lists the runs of a Worker that were created in a stretch of time.
	 * @param worker the Worker
	 * @param window the stretch
	 * @param status only runs in this state; the API may filter by it
	 * @return the runs, all pages of them
	 */
	public ListedRuns runs(WorkerId worker, ListingWindow window, @Nullable RunStatus status) {
		String filter = (status != null && FILTERS.contains(status)) ? "&status=" + status : "";
		String path = API + "/worker-runs?worker_id=" + encode(worker.value()) + filter + "&" + window.query()
				+ "&limit=" + RunPages.LIMIT + "&offset=";
		RunPages pages = new RunPages((page) -> read(path + page, (envelope) -> RunPages.Page.read(envelope.data())));
		ListedRuns listed = pages.owners().ofOne(pages.read(), worker, () -> slugOf(worker));
		return (status != null) ? listed.only(status) : listed;
	}

	/**
	 * The platform's own name of a Worker, by its last run.
	 */
	private @Nullable String slugOf(WorkerId worker) {
		String path = API + "/workers/" + encode(worker.value()) + "/runs/last";
		try {
			return Envelope.text(this.calls.get(path).data().path("scraper_slug"));
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.NO_RUN) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Asks for all Workers of the account.
	 * @return the {@code owner~name} or slug of each, once and in alphabetical order;
	 * where a Worker has neither, what stands there instead
	 */
	public List<String> workers() {
		return new WorkerListing((page) -> read(API + "/workers?offset=" + page + "&limit=" + WorkerListing.PAGE,
				(envelope) -> WorkersPayload.read(envelope.data())))
			.read();
	}

	/**
	 * Asks for the account, the cheapest call that needs a key.
	 */
	public void checkKey() {
		this.calls.get(API + "/users/account");
	}

	/**
	 * Downloads a log. The key is not sent along.
	 * @param url where the log is
	 * @param etag the entity tag of the text that is known already
	 * @param provisional whether the text is still to change; else it is made sure that
	 * its end is there, where the storage doesn't tell
	 * @param sinks gives a stream for the text; called again each time that the download
	 * has to start over
	 * @return whether the text is complete, or not modified since it had the entity tag
	 * @throws DownloadException if the log can't be had there
	 * @throws java.io.UncheckedIOException if a sink can't be written to
	 */
	public Download download(URI url, @Nullable String etag, boolean provisional,
			Supplier<? extends OutputStream> sinks) {
		return this.downloader.download(url, etag, provisional, sinks);
	}

	/**
	 * Writes the lines that the platform showed of a log.
	 * @param preview what it showed
	 * @param sinks gives a stream for the lines; called again at each attempt
	 * @throws java.io.UncheckedIOException if a sink can't be written to
	 */
	public void preview(Preview preview, Supplier<? extends OutputStream> sinks) {
		try {
			if (preview.writeTo(sinks.get())) {
				return;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String path = preview.source();
		LogAnswer again = read(path, this.calls.get(path, sinks),
				(answer) -> LogPayload.read(answer.data(), Preview.NONE, answer.requestId()));
		if (!preview.isOf(again)) {
			throw new CoreClawException(Kind.FAILED, "GET " + path,
					ApiFailure.withoutAnswer("moved", "the preview is that of another run by now"));
		}
	}

	/**
	 * How many calls the platform has answered, be it with a refusal: a count that grows
	 * shows that it is there.
	 * @return the number of usable answers so far
	 */
	public long answers() {
		return this.calls.answers();
	}

	/**
	 * What time it is on the platform, by its answers: what is final, gone or still to be
	 * listed doesn't depend on this machine's clock.
	 * @return the time; empty where no answer has told it
	 */
	public Optional<Instant> time() {
		return this.calls.time();
	}

	/**
	 * Cuts all calls and downloads that are under way, and all later ones.
	 */
	public void abort() {
		this.cutoff.abort();
	}

	@Override
	public void close() {
		this.calls.close();
		this.downloader.close();
		this.watchdog.close();
	}

	private LogAnswer log(String path) {
		Deque<Preview.Collector> collectors = new ArrayDeque<>();
		Envelope envelope = this.calls.get(path, () -> {
			collectors.push(new Preview.Collector());
			return collectors.element();
		});
		return read(path, envelope,
				(answer) -> LogPayload.read(answer.data(), collectors.element().preview(path), answer.requestId()));
	}

	private Run runAt(String path) {
		return read(path, (envelope) -> RunPayload.read(envelope.data()));
	}

	private <T> T read(String path, Payload<T> payload) {
		return read(path, this.calls.get(path), payload);
	}

	private static <T> T read(String path, Envelope envelope, Payload<T> payload) {
		try {
			return payload.read(envelope);
		}
		catch (MalformedPayloadException ex) {
			throw malformed(path, ex, envelope);
		}
	}

	private static CoreClawException malformed(String path, MalformedPayloadException problem, Envelope envelope) {
		return new CoreClawException(Kind.FAILED, "GET " + path,
				new ApiFailure(0, problem.code(), String.valueOf(problem.getMessage()), envelope.requestId(), null));
	}

	private static String encode(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("%7E", "~");
	}

	/**
	 * Reads what an answer is about.
	 */
	private interface Payload<T> {

		T read(Envelope envelope) throws MalformedPayloadException;

	}

}
