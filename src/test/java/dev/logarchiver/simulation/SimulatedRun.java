package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A run and what the platform says about it, to be changed at any time: the next answer
 * shows it. Unless told otherwise it succeeded within a minute, has a short log of its
 * own, a URL that holds its slug, and two preview entries as strings.
 */
public final class SimulatedRun {

	private static final int SECONDS = 60;

	private final String workerId;

	private final String slug;

	private final Instant createdAt;

	private final Faults faults = new Faults();

	private volatile Supplier<@Nullable String> scraper;

	private volatile String status = "succeeded";

	private volatile @Nullable Instant startedAt;

	private volatile @Nullable Instant finishedAt;

	private volatile StoredLog log;

	private volatile Callbacks callbacks = new Callbacks(null);

	private volatile LogUrl url = new LogUrl.WithSlug();

	private volatile List<Object> preview = List.of("Run started", "Run finished");

	SimulatedRun(String workerId, Supplier<@Nullable String> scraper, String slug, Instant createdAt) {
		this.workerId = workerId;
		this.scraper = scraper;
		this.slug = slug;
		this.createdAt = createdAt;
		this.startedAt = createdAt;
		this.finishedAt = createdAt.plusSeconds(SECONDS);
		this.log = StoredLog.of(Content.of("Run " + slug + " of " + workerId + " started\nRun finished\n"));
	}

	/** Sets the platform's word for the state, and calls whoever is to know it. */
	public SimulatedRun status(String word) {
		this.status = word;
		this.callbacks.send(this);
		return this;
	}

	/**
	 * Has each change of the state posted to an address, as with {@code callback_url}.
	 */
	public SimulatedRun callbackUrl(URI url) {
		this.callbacks = new Callbacks(url);
		return this;
	}

	/** How the callbacks so far were answered. */
	public List<Integer> callbackAnswers() {
		return this.callbacks.answers();
	}

	/** Makes it a run that goes on: no end. */
	public SimulatedRun running() {
		this.finishedAt = null;
		return status("running");
	}

	/** Ends it; {@code null} leaves the time out. */
	public SimulatedRun finished(String word, @Nullable Instant time) {
		this.finishedAt = time;
		return status(word);
	}

	/** Sets the start; {@code null} leaves it out. */
	public SimulatedRun startedAt(@Nullable Instant time) {
		this.startedAt = time;
		return this;
	}

	/** Replaces the full text. */
	public SimulatedRun log(String text) {
		return log(Content.of(text));
	}

	/** Replaces the full text. */
	public SimulatedRun log(byte[] bytes) {
		return log(Content.of(bytes));
	}

	/** Replaces the full text. */
	public SimulatedRun log(Content content) {
		this.log = this.log.replacedBy(content);
		return this;
	}

	/** Replaces the full text by generated text of a size. */
	public SimulatedRun log(long size) {
		return log(RealisticLog.of(Ulid.seed(this.slug), size));
	}

	/** Lets the full text grow. */
	public SimulatedRun append(String text) {
		ByteArrayOutputStream longer = new ByteArrayOutputStream();
		longer.writeBytes(log().bytes());
		longer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		return log(longer.toByteArray());
	}

	/** Sets what the storage sends as ETag. */
	public SimulatedRun etag(Etag etag) {
		this.log = this.log.with(etag);
		return this;
	}

	/** Lets the storage send the log gzip-encoded, whatever was asked for. */
	public SimulatedRun gzipEncoded() {
		this.log = this.log.gzipEncoded();
		return this;
	}

	/** Sets what the storage calls its encoding: gzip at first. */
	public SimulatedRun encoding(String encoding) {
		this.log = this.log.encoding(encoding);
		return this;
	}

	/** Sets where the full text is said to be: whether the slug is in the URL's path. */
	public SimulatedRun urlHoldsSlug(boolean holds) {
		this.url = holds ? new LogUrl.WithSlug() : new LogUrl.Signed(0);
		return this;
	}

	/** Sets any URL; {@code null} leaves it out. */
	public SimulatedRun url(@Nullable String text) {
		this.url = new LogUrl.Given(text);
		return this;
	}

	/** Ends the life of the signed URLs handed out so far: 403; new ones work. */
	public SimulatedRun expireUrl() {
		this.url = this.url.renewed();
		return this;
	}

	/** Sets the preview: strings, {@link PreviewEntry} objects, or a mix. */
	public SimulatedRun preview(Object... entries) {
		this.preview = List.of(entries);
		return this;
	}

	/**
	 * Lets calls for this run go wrong.
	 * @param endpoint {@link Endpoint#RUN}, {@link Endpoint#RUN_LOG} or
	 * {@link Endpoint#DOWNLOAD}
	 * @param fault how
	 */
	public SimulatedRun fail(Endpoint endpoint, Fault fault) {
		this.faults.add((asked, request) -> asked == endpoint, fault);
		return this;
	}

	/** The run's ID. */
	public String slug() {
		return this.slug;
	}

	/** The ID under which its Worker was set up. */
	public String workerId() {
		return this.workerId;
	}

	/** The slug of its Worker, where the platform says. */
	public @Nullable String scraper() {
		return this.scraper.get();
	}

	/** Says another slug of its Worker; null says none. */
	public SimulatedRun scraper(@Nullable String other) {
		this.scraper = () -> other;
		return this;
	}

	/** When it was created. */
	public Instant createdAt() {
		return this.createdAt;
	}

	/** The state. */
	public String status() {
		return this.status;
	}

	/** The start. */
	public @Nullable Instant startedAt() {
		return this.startedAt;
	}

	/** The end. */
	public @Nullable Instant finishedAt() {
		return this.finishedAt;
	}

	/** The full text. */
	public Content log() {
		return this.log.content();
	}

	StoredLog storedLog() {
		return this.log;
	}

	LogUrl url() {
		return this.url;
	}

	List<Object> preview() {
		return this.preview;
	}

	Faults faults() {
		return this.faults;
	}

}
