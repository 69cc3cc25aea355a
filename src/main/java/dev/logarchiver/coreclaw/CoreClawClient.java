package dev.logarchiver.coreclaw;

import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.coreclaw.Envelope.Payload;
import dev.logarchiver.network.Cutoff;
import dev.logarchiver.pace.CallBudget.Precedence;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The API of the CoreClaw platform. Safe for use by many threads. Calls are retried here;
 * what is thrown is final.
 * <p>
 * Every call throws {@link CoreClawException} if the platform refuses it or answers
 * nothing usable, {@link dev.logarchiver.failure.OutOfReachException} once the platform
 * is down, and {@link java.util.concurrent.CancellationException} after {@link #abort()}.
 */
public final class CoreClawClient implements AutoCloseable {

	static final String API = "/api/v2";

	private final ApiCalls calls;

	private final LogCalls logs;

	private final ListingCalls lists;

	private final URI base;

	private final Cutoff cutoff;

	CoreClawClient(URI base, ApiCalls calls, Cutoff cutoff, Clock clock) {
		this.base = base;
		this.cutoff = cutoff;
		this.calls = calls;
		this.logs = new LogCalls(calls, (run) -> unlessMissing(() -> run(run)) != null);
		this.lists = new ListingCalls(calls, clock);
	}

	/**
	 * Asks for the log of a Worker's last run. The answer names neither the run nor its
	 * state.
	 */
	public LogAnswer lastLog(WorkerId worker) {
		return this.logs.at(pathOfLast(worker) + "/log");
	}

	/** Asks which run of a Worker is the last. */
	public Run lastRun(WorkerId worker) {
		return read(pathOfLast(worker), RunPayload::read);
	}

	/** Asks for a run. */
	public Run run(RunId run) {
		return read(path(run), (data) -> {
			Run answered = RunPayload.read(data);
			if (!LogCalls.isSame(run, answered.id())) {
				throw new MalformedPayloadException("other_run",
						"asked for run " + run + ", the platform answered with run " + answered.id());
			}
			return answered;
		});
	}

	/** Asks for the log of a run. */
	public LogAnswer log(RunId run) {
		return this.logs.of(run, path(run) + "/log");
	}

	/**
	 * Lists the runs of a Worker that were created in a stretch of time.
	 * @param status only runs in this state; the API may filter by it
	 */
	public ListedRuns runs(WorkerId worker, ListingWindow window, @Nullable RunStatus status) {
		return this.lists.ofWorker(worker, window, status, () -> slugOf(worker));
	}

	/** The platform's own name of a Worker, by its last run. */
	private @Nullable String slugOf(WorkerId worker) {
		return unlessMissing(() -> Envelope.text(this.calls.get(pathOfLast(worker)).data().path("scraper_slug")));
	}

	private static <T> @Nullable T unlessMissing(Supplier<@Nullable T> call) {
		try {
			return call.get();
		}
		catch (CoreClawException ex) {
			if (ex.kind() == Kind.NO_RUN) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Lists the runs of the whole account from a time to the platform's present, complete
	 * or not at all. What fails with {@link CoreClawException} is an outcome here, unless
	 * the key is rejected.
	 * @param from when the earliest run was created
	 * @param mostPages how many pages of 100 it may take
	 */
	public AccountRuns accountRuns(Instant from, int mostPages) {
		return this.lists.ofAccount(from, mostPages);
	}

	/** Lists the runs of the whole account in a stretch of time, likewise. */
	public AccountRuns accountRuns(ListingWindow window, int mostPages) {
		return this.lists.ofAccount(window, mostPages);
	}

	/** Asks for all Workers of the account that have a slug. */
	public List<AccountWorker> accountWorkers() {
		return this.lists.accountWorkers();
	}

	/**
	 * Asks for all Workers of the account.
	 * @return the {@code owner~name} or slug of each, once and in alphabetical order;
	 * where a Worker has neither, what stands there instead
	 */
	public List<String> workers() {
		return this.lists.workers();
	}

	/** Asks for the account, the cheapest call that needs a key. */
	public void checkKey() {
		this.calls.get(API + "/users/account");
	}

	/**
	 * Tells the address and the key in use from others, without revealing the key.
	 */
	public String source() {
		return this.calls.source();
	}

	/**
	 * Says whether calls from now on give way to those that other processes make with the
	 * same key.
	 */
	public void giveWay(boolean giveWay) {
		this.calls.precedence(giveWay ? Precedence.LOW : Precedence.USUAL);
	}

	/** The address of the API. */
	public URI base() {
		return this.base;
	}

	/**
	 * Writes the lines that the platform showed of a log.
	 * @param sinks gives a stream for the lines; called again at each attempt
	 */
	public void preview(Preview preview, Supplier<? extends OutputStream> sinks) {
		this.logs.write(preview, sinks);
	}

	/**
	 * How many calls the platform has answered, be it with a refusal: a count that grows
	 * shows that it is there.
	 */
	public long answers() {
		return this.calls.answers();
	}

	/**
	 * What time it is on the platform, by its answers: what is final, gone or still to be
	 * listed doesn't depend on this machine's clock. Empty as long as no answer said so.
	 */
	public Optional<Instant> time() {
		return this.calls.time();
	}

	/** Cuts all calls and downloads that are under way, and all later ones. */
	public void abort() {
		this.cutoff.abort();
	}

	@Override
	public void close() {
		this.calls.close();
	}

	private <T> T read(String path, Payload<T> payload) {
		return this.calls.get(path).as(payload, path);
	}

	private static String path(RunId run) {
		return API + "/worker-runs/" + encode(run.value());
	}

	private static String pathOfLast(WorkerId worker) {
		return API + "/workers/" + encode(worker.value()) + "/runs/last";
	}

	static String encode(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("%7E", "~");
	}

}
