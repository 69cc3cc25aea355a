package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.coreclaw.download.Download.Complete;
import dev.logarchiver.coreclaw.download.DownloadException.Kind;
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
	@ValueSource(strings = { "br", "gzip, br", "compress", "gzip,gzip,gzip,gzip,gzip,gzip", "x\u007f" })
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
	@ValueSource(strings = { "identity", "Identity", "", "aws-chunked", "none", "binary", "utf-8", "UTF8", "ISO-8859-1",
			"aws-chunked, identity,", "null" })
	void takesBytesAsTheyAre(String encoding) {
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(200, "text/plain", "x").header("Content-Encoding", encoding));
		this.setup.download();
		assertThat(this.setup.text()).asString().isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws-chunked,gzip", "gzip,aws-chunked", "X-GZIP", "utf-8, gzip" })
	void undoesGzipAmongWhatIsNoCoding(String encoding) {
		this.setup.run.log(300_000).gzipEncoded().encoding(encoding);
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@Test
	void undoesSeveralCodings() {
		byte[] text = this.setup.run.log(300_000).log().bytes();
		this.setup.run.log(gzip(deflate(text))).etag(Etag.NONE).gzipEncoded().encoding("deflate, gzip, gzip");
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(text);
	}

	@Test
	void unpacksALogThatIsStoredPacked() {
		byte[] text = this.setup.run.log(300_000).log().bytes();
		this.setup.run.log(gzip(text));
		assertThat(this.setup.download()).isInstanceOfSatisfying(Complete.class,
				(complete) -> assertThat(complete.size()).isEqualTo(text.length));
		assertThat(this.setup.text()).isEqualTo(text);
		// by a server that packs it once more for its way
		this.setup.run.log(gzip(text)).gzipEncoded();
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(text);
	}

	@Test
	void startsOverWhenAPackedLogIsCut() {
		byte[] text = this.setup.run.log(300_000).log().bytes();
		this.setup.run.log(gzip(text)).fail(Endpoint.DOWNLOAD, Fault.cutAfter(3).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.cutAfter(10_000).times(1));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(text);
		assertThat(this.setup.sent("Range")).containsExactly("", "", "");
	}

	@Test
	void takesWhatOnlySeemsToBePackedAsItIs() {
		byte[] odd = { 0x1f, (byte) 0x8b, 8, 0, 'o', 'd', 'd', '\n' };
		this.setup.run.log(odd);
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(odd);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4 })
	void takesShortTextsAsTheyAre(int length) {
		byte[] start = Arrays.copyOf(new byte[] { 0x1f, (byte) 0x8b, 'x', 'y' }, length);
		this.setup.run.log(start);
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(start);
	}

	@Test
	void takesMonotonousTextUpToTheLargestSize() {
		this.setup.run.log(Content.repeated((byte) 0, 120_000_000)).etag(Etag.NONE).gzipEncoded();
		assertThat(this.setup.downloader().download(this.setup.url(), null, false, OutputStream::nullOutputStream))
			.isEqualTo(new Complete(null, 120_000_000));
	}

	@Test
	void stopsADecompressionBombAtTheLargestSize() {
		this.setup.run.log(Content.repeated((byte) 'a', 10_000_000_000L)).etag(Etag.NONE).gzipEncoded();
		assertThatExceptionOfType(DownloadException.class).isThrownBy(
				() -> this.setup.downloader().download(this.setup.url(), null, false, OutputStream::nullOutputStream))
			.satisfies((failure) -> {
				assertThat(failure.kind()).isEqualTo(Kind.FAILED);
				assertThat(failure.code()).isEqualTo("too_large");
			});
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void stopsABombWithinABomb() {
		try (DownloadSetup small = new DownloadSetup(Duration.ofSeconds(30), DataSize.ofKilobytes(64), 5)) {
			byte[] nothing = gzip(new byte[0]);
			ByteArrayOutputStream members = new ByteArrayOutputStream();
			for (int size = 0; size <= 64 * 1024; size += nothing.length) {
				members.writeBytes(nothing);
			}
			small.run.log(members.toByteArray()).etag(Etag.NONE).gzipEncoded().encoding("gzip, gzip");
			assertThat(small.failure().code()).isEqualTo("too_large");
		}
	}

	private static byte[] gzip(byte[] text) {
		return packed(text, GZIPOutputStream::new);
	}

	private static byte[] deflate(byte[] text) {
		return packed(text, DeflaterOutputStream::new);
	}

	private static byte[] packed(byte[] text, Packing packing) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = packing.into(packed)) {
			out.write(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	/**
	 * What packs a text.
	 */
	private interface Packing {

		OutputStream into(OutputStream packed) throws IOException;

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
