package dev.logarchiver.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.simulation.Content;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpoolWriter;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * Makes logs of one run, each by an attempt of its own, and frees them after the test.
 */
public final class Samples implements AutoCloseable {

	public static final WorkerId WORKER = new WorkerId("acme~scraper");

	static final RunId RUN = new RunId("01JXQ1V2ZK4M8N6P3R5T7W9YAB");

	public static final ObjectKey KEY = key(Compression.GZIP);

	private static final int MEMORY_LIMIT = 16 * 1024;

	private static final Instant STARTED = Instant.parse("2026-06-14T10:00:00Z");

	private final Path spool;

	private final List<SpooledLog> texts = new ArrayList<>();

	public Samples(Path spool) {
		this.spool = spool;
	}

	public static ObjectKey key(Compression compression) {
		return new ObjectKey(WORKER, LocalDate.parse("2026-06-14"), RUN, 1, false, compression);
	}

	public Sample of(String text) {
		return of(Compression.GZIP, text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A log of which nothing can be compressed away.
	 * @param size its size before and, nearly, after
	 * @return the log, the same for the same size but for its metadata
	 */
	public Sample large(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return of(Compression.GZIP, bytes);
	}

	public Sample of(Compression compression, byte[] bytes) {
		return of(compression, bytes, "req-1");
	}

	public Sample of(Compression compression, byte[] bytes, @Nullable String requestId) {
		try (SpoolWriter writer = new Spool(this.spool, compression, null, MEMORY_LIMIT).writer()) {
			writer.write(bytes);
			SpooledLog text = writer.finish();
			this.texts.add(text);
			return new Sample(Content.of(bytes), text, metadata(text, requestId));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private LogMetadata metadata(SpooledLog text, @Nullable String requestId) {
		return new LogMetadata(WORKER, RUN, 1, text.sha256(), text.size(), RunStatus.SUCCEEDED, STARTED,
				STARTED.plusSeconds(60), requestId, STARTED.plusSeconds(100).plusMillis(this.texts.size()),
				Completeness.FULL, false, null, null);
	}

	@Override
	public void close() {
		this.texts.forEach(SpooledLog::close);
	}

}
