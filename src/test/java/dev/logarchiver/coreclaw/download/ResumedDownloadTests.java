package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayOutputStream;

import dev.logarchiver.coreclaw.download.Download.Complete;
import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts that come in pieces, and those that come wrong.
 */
class ResumedDownloadTests {

	private static final int SIZE = 3_000_000;

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "MD5", "OPAQUE" })
	void asksForTheRestOfACutText(Etag etag) {
		this.setup.run.log(SIZE).etag(etag).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_000_000).times(2));
		Complete complete = (Complete) this.setup.download();
		assertThat(complete.size()).isEqualTo(SIZE);
		assertThat(this.setup.sinks).hasSize(1);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=1000000-", "bytes=2000000-");
		assertThat(this.setup.sent("If-Range")).containsExactly("", complete.etag(), complete.etag());
	}

	@Test
	void asksForTheRestOfAStalledText() {
		try (DownloadSetup impatient = DownloadSetup.impatient()) {
			impatient.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.stallAfter(500_000).times(1));
			impatient.download();
			assertThat(impatient.sinks).hasSize(1);
			assertThat(impatient.text()).isEqualTo(impatient.run.log().bytes());
			assertThat(impatient.sent("Range")).containsExactly("", "bytes=500000-");
		}
	}

	@Test
	void asksForTheRestAfterPassingTrouble() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(500_000).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(503).times(2));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=500000-", "bytes=500000-", "bytes=500000-");
	}

	@Test
	void doesNotCountAttemptsThatBringTheTextOn() {
		int pieces = 12;
		this.setup.run.log(pieces * 1_100_000L).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_100_000));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(pieces);
	}

	@Test
	void countsAttemptsThatHardlyBringTheTextOn() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(100_000));
		assertThat(this.setup.failure().code()).isEqualTo("length_mismatch");
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=100000-", "bytes=200000-", "bytes=300000-",
				"bytes=400000-");
	}

	@ParameterizedTest
	@EnumSource(names = { "WEAK", "NONE" })
	void startsOverWithoutAStrongEntityTag(Etag etag) {
		this.setup.run.log(SIZE).etag(etag).fail(Endpoint.DOWNLOAD, Fault.cutAfter(2_000_000).times(2));
		this.setup.download();
		assertThat(this.setup.sinks).hasSize(3);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "", "");
	}

	@Test
	void startsOverWhereTheStorageKnowsNoRanges() {
		this.setup.platform.ranges(false);
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_000_000).times(1));
		this.setup.download();
		assertThat(this.setup.sinks).hasSize(2);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=1000000-");
	}

	@Test
	void startsOverWhenTheTextHasChanged() {
		this.setup.run.log(SIZE).etag(Etag.OPAQUE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_000_000).times(1));
		this.setup.downloader().download(this.setup.url(), null, false, () -> {
			this.setup.sinks.add(new ByteArrayOutputStream());
			if (this.setup.sinks.size() == 1) {
				this.setup.run.log(Content.repeated((byte) 'x', SIZE));
			}
			return this.setup.sinks.getLast();
		});
		assertThat(this.setup.sinks).hasSize(2);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 0-2999999/3000000", "bytes 1000001-2999999/3000000",
			"bytes 1000000-2999998/2999999", "bytes */3000000", "lines 1000000-2999999/3000000", "nonsense" })
	void startsOverWhenAPartIsNotTheOneAskedFor(String range) {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_000_000).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(206, "text/plain", "xxx").header("Content-Range", range).times(1));
		this.setup.download();
		assertThat(this.setup.sinks).hasSize(2);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=1000000-", "");
	}

	@Test
	void startsOverWhenThereIsNoSuchPart() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.wrongLength(5).times(1));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=3000000-", "");
	}

	@Test
	void asksForMoreWhenAPartEndsEarly() {
		this.setup.run.log("0123456789").etag(Etag.OPAQUE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(4).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(206, "text/plain", "456").header("Content-Range", "bytes 4-6/10").times(1));
		this.setup.download();
		assertThat(this.setup.text()).asString().isEqualTo("0123456789");
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=4-", "bytes=7-");
	}

	@Test
	void failsWhenTheAddressDiesOnTheWay() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1_000_000).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(403));
		assertThat(this.setup.failure().kind()).isEqualTo(Kind.GONE);
	}

	@Test
	void failsWhenTheLengthIsAlwaysWrong() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.wrongLength(5));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("length_mismatch");
	}

	@Test
	void noticesByTheChecksumThatTheEndWasHidden() {
		this.setup.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.wrongLength(-5).times(1));
		this.setup.download();
		assertThat(this.setup.sinks).hasSize(2);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@Test
	void startsOverOnceWhenTheChecksumIsWrong() {
		this.setup.run.log("right");
		String etag = "\"" + this.setup.run.log().digest("MD5") + "\"";
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.answer(200, "text/plain", "wrong").header("ETag", etag).times(1));
		assertThat(this.setup.download()).isEqualTo(new Complete(etag, 5));
		assertThat(this.setup.text()).asString().isEqualTo("right");
		assertThat(this.setup.sent("Range")).containsExactly("", "");
	}

	@Test
	void failsWhenTheChecksumIsWrongAgain() {
		this.setup.run.log(SIZE).etag(Etag.WRONG_MD5);
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("checksum_mismatch");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws:kms", "aws:kms:dsse" })
	void takesNoTagForAChecksumWhereTheStorageEncryptsByAKeyOfItsOwn(String encryption) {
		String etag = "\"00000000000000000000000000000000\"";
		this.setup.run.fail(Endpoint.DOWNLOAD,
				Fault.answer(200, "text/plain", "text")
					.header("ETag", etag)
					.header("x-amz-server-side-encryption", encryption));
		assertThat(this.setup.download()).isEqualTo(new Complete(etag, 4));
	}

}
