package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Downloads that are cut, and many at once.
 */
class CutDownloadTests {

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@Test
	void cutsADownloadThatWaitsForBytes() {
		this.setup.run.log(100_000).fail(Endpoint.DOWNLOAD, Fault.stallAfter(50_000));
		assertThatExceptionOfType(CancellationException.class).isThrownBy(
				() -> this.setup.downloader().download(this.setup.url(), null, false, () -> sink(this.setup::abort)));
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void cutsLaterDownloads() {
		this.setup.abort();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(this.setup::download);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void cutsADownloadThatWaitsForAnAnswerOrForItsTurn(boolean answered) {
		this.setup.run.fail(Endpoint.DOWNLOAD, answered ? Fault.page(503).retryAfter("60") : Fault.hang());
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<Download> download = CompletableFuture.supplyAsync(this.setup::download, executor);
			await().until(() -> this.setup.platform.count(Endpoint.DOWNLOAD) > 0);
			this.setup.abort();
			assertThatExceptionOfType(CompletionException.class).isThrownBy(download::join)
				.withCauseInstanceOf(CancellationException.class);
		}
	}

	@Test
	void endsForAnInterruptedThread() {
		this.setup.run.log(10_000_000);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.setup.downloader()
			.download(this.setup.url(), null, false, () -> sink(Thread.currentThread()::interrupt)));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void downloadsForManyThreads() {
		this.setup.run.log(200_000).fail(Endpoint.DOWNLOAD, Fault.cutAfter(100_000).times(20));
		byte[] text = this.setup.run.log().bytes();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<byte[]>> texts = Stream
				.generate(() -> CompletableFuture.supplyAsync(this::text, executor))
				.limit(50)
				.toList();
			assertThat(texts).allSatisfy((download) -> assertThat(download.join()).isEqualTo(text));
		}
	}

	private byte[] text() {
		Deque<ByteArrayOutputStream> sinks = new ArrayDeque<>();
		this.setup.downloader().download(this.setup.url(), null, false, () -> {
			sinks.push(new ByteArrayOutputStream());
			return sinks.element();
		});
		return sinks.element().toByteArray();
	}

	private static OutputStream sink(Runnable onWrite) {
		return new OutputStream() {

			@Override
			public void write(int value) {
				onWrite.run();
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				onWrite.run();
			}

		};
	}

}
