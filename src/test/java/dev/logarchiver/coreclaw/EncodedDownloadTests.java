package dev.logarchiver.coreclaw;

import java.io.OutputStream;
import java.time.Duration;

import dev.logarchiver.coreclaw.Download.Complete;
import dev.logarchiver.coreclaw.DownloadException.Kind;
import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Content encodings, and how much may come out of them.
 */
class EncodedDownloadTests {

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@Test
	void undoesGzip() {
		this.setup.run.log(300_000).gzipEncoded();
		Complete complete = (Complete) this.setup.download();
		assertThat(complete.size()).isEqualTo(300_000);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@Test
	void comparesTheChecksumWithTheBytesAsSent() {
		this.setup.run.log(300_000).gzipEncoded().etag(Etag.WRONG_MD5);
		assertThat(this.setup.failure().code()).isEqualTo("checksum_mismatch");
	}

	@Test
	void startsOverWhenGzipIsCut() {
		this.setup.run.log(300_000).gzipEncoded().fail(Endpoint.DOWNLOAD, Fault.cutAfter(10_000).times(2));
		this.setup.download();
		assertThat(this.setup.sinks).hasSize(3);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "", "");
	}

	@Test
	void failsWhenGzipIsAlwaysCut() {
		this.setup.run.log(300_000).gzipEncoded().fail(Endpoint.DOWNLOAD, Fault.cutAfter(10_000));
		assertThat(this.setup.failure().code()).isEqualTo("connection");
	}

	@Test
	void failsWhenTheGzipIsNone() {
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(200, "text/plain", "plain").header("Content-Encoding", "gzip"));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("malformed_gzip");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "deflate", "gzip, gzip", "x\u007f" })
	void failsAtOnceOnOtherEncodings(String encoding) {
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(200, "text/plain", "x").header("Content-Encoding", encoding));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("unsupported_encoding");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
		assertThat(this.setup.sinks).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity", "Identity", "" })
	void takesBytesAsTheyAre(String encoding) {
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(200, "text/plain", "x").header("Content-Encoding", encoding));
		this.setup.download();
		assertThat(this.setup.text()).asString().isEqualTo("x");
	}

	@Test
	void stopsADecompressionBomb() {
		this.setup.run.log(Content.repeated((byte) 'a', 10_000_000_000L)).etag(Etag.NONE).gzipEncoded();
		assertThatExceptionOfType(DownloadException.class).isThrownBy(
				() -> this.setup.downloader().download(this.setup.url(), null, false, OutputStream::nullOutputStream))
			.satisfies((failure) -> {
				assertThat(failure.kind()).isEqualTo(Kind.FAILED);
				assertThat(failure.code()).isEqualTo("decompression_bomb");
			});
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void takesRepetitiveTextOfAHarmlessSize() {
		this.setup.run.log(Content.repeated((byte) 'a', 50_000_000)).etag(Etag.NONE).gzipEncoded();
		assertThat(this.setup.download()).isEqualTo(new Complete(null, 50_000_000));
	}

	@Test
	void failsAtOnceWhenALargerTextIsAnnounced() {
		try (DownloadSetup small = new DownloadSetup(Duration.ofSeconds(30), DataSize.ofKilobytes(64), 5)) {
			small.run.log(Content.repeated((byte) 'a', 1_000_000_000_000L)).etag(Etag.NONE);
			assertThat(small.failure().code()).isEqualTo("too_large");
			assertThat(small.sinks).isEmpty();
			assertThat(small.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
		}
	}

	@Test
	void failsAtOnceWhenALargerTextComes() {
		try (DownloadSetup small = new DownloadSetup(Duration.ofSeconds(30), DataSize.ofKilobytes(64), 5)) {
			small.run.log(64 * 1024 + 1).gzipEncoded();
			assertThat(small.failure().code()).isEqualTo("too_large");
			assertThat(small.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
			small.run.log(64 * 1024);
			assertThat(small.download()).isInstanceOf(Complete.class);
		}
	}

}
