package dev.logarchiver.coreclaw.download;

import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts whose end nobody tells: no length, no chunks and no checksum.
 */
class UntoldLengthTests {

	private static final int SIZE = 300_000;

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "NONE", "OPAQUE", "WEAK" })
	void noticesThatTheEndIsMissing(Etag etag) {
		this.setup.run.log(SIZE).etag(etag).fail(Endpoint.DOWNLOAD, Fault.untoldLength(SIZE / 2).times(1));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@ParameterizedTest
	@EnumSource(names = { "NONE", "OPAQUE" })
	void noticesWithoutRangesThatTheEndIsMissing(Etag etag) {
		this.setup.platform.ranges(false);
		this.setup.run.log(SIZE).etag(etag).fail(Endpoint.DOWNLOAD, Fault.untoldLength(SIZE / 2).times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.untoldLength(Long.MAX_VALUE));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@Test
	void asksWhetherThereIsMore() {
		this.setup.run.log(SIZE).etag(Etag.NONE).fail(Endpoint.DOWNLOAD, Fault.untoldLength(Long.MAX_VALUE));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.sent("Range")).containsExactly("", "bytes=" + SIZE + "-");
	}

	@Test
	void believesAnEmptyTextTheSecondTime() {
		this.setup.run.log("").etag(Etag.NONE).fail(Endpoint.DOWNLOAD, Fault.untoldLength(Long.MAX_VALUE));
		this.setup.download();
		assertThat(this.setup.text()).isEmpty();
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(2);
	}

	@Test
	void failsWhereItIsAnotherTextEachTime() {
		this.setup.platform.ranges(false);
		this.setup.run.log(SIZE).etag(Etag.NONE);
		for (int bytes = 1; bytes <= 20; bytes++) {
			this.setup.run.fail(Endpoint.DOWNLOAD, Fault.untoldLength(bytes).times(1));
		}
		assertThat(this.setup.failure().code()).isEqualTo("cut_short");
	}

	@Test
	void believesAChecksum() {
		this.setup.run.log(SIZE).etag(Etag.MD5).fail(Endpoint.DOWNLOAD, Fault.untoldLength(Long.MAX_VALUE));
		this.setup.download();
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void doesNotAskForTheEndOfATextThatIsStillToChange() {
		this.setup.run.log(SIZE).etag(Etag.NONE).fail(Endpoint.DOWNLOAD, Fault.untoldLength(Long.MAX_VALUE));
		this.setup.download(this.setup.url(), null, true);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

}
