package dev.logarchiver.coreclaw.download;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

import dev.logarchiver.coreclaw.download.Download.Complete;
import dev.logarchiver.coreclaw.download.Download.NotModified;
import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import dev.logarchiver.network.WebAddress;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked of a storage, and what its answers mean.
 */
class LogDownloaderTests {

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@Test
	void downloadsTheWholeText() {
		this.setup.run.log(300_000).etag(Etag.OPAQUE);
		Download download = this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(download).isEqualTo(new Complete("\"opaque-493e0-2\"", 300_000));
	}

	@Test
	void downloadsAnEmptyText() {
		this.setup.run.log("").etag(Etag.NONE);
		assertThat(this.setup.download()).isEqualTo(new Complete(null, 0));
		assertThat(this.setup.text()).isEmpty();
	}

	@Test
	void sendsNothingButWhatTheStorageNeedsToKnow() {
		this.setup.download();
		assertThat(this.setup.platform.downloads()).singleElement().satisfies((call) -> {
			assertThat(call.headers().keySet())
				.isSubsetOf(Set.of("host", "connection", "user-agent", "accept-encoding"));
			assertThat(call.header("Accept-Encoding")).hasValue("identity");
			assertThat(call.header("User-Agent")).hasValue("log-archiver");
		});
	}

	@Test
	void knowsATextThatIsNotModified() {
		Complete first = (Complete) this.setup.download();
		this.setup.sinks.clear();
		assertThat(this.setup.download(this.setup.url(), first.etag())).isEqualTo(new NotModified());
		assertThat(this.setup.sinks).isEmpty();
		assertThat(this.setup.sent("If-None-Match")).containsExactly("", first.etag());
	}

	@Test
	void downloadsATextThatWasModified() {
		Complete first = (Complete) this.setup.download();
		this.setup.run.append("more\n");
		assertThat(this.setup.download(this.setup.url(), first.etag())).isInstanceOf(Complete.class);
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
	}

	@Test
	void failsOnNotModifiedThatWasNotAskedFor() {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.answer(304, "text/plain", ""));
		assertThat(this.setup.failure().code()).isEqualTo("http_304");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 410 })
	void knowsADeadAddress(int status) {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(status));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.GONE);
		assertThat(failure.code()).isEqualTo("http_" + status);
		assertThat(failure.reason()).isEqualTo("http://127.0.0.1 answered HTTP " + status);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 206, 300, 402, 405, 416, 418, 451 })
	void failsAtOnceOnOtherStatuses(int status) {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(status));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("http_" + status);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 502, 503, 504 })
	void triesAgainOnPassingTrouble(int status) {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(status).times(4));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(5);
	}

	@Test
	void failsWhenAllAttemptsDid() {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(502));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("http_502");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(5);
	}

	@Test
	void triesOnceWhereToldTo() {
		try (DownloadSetup once = new DownloadSetup(Duration.ofSeconds(30), DataSize.ofMegabytes(1), 1)) {
			once.run.fail(Endpoint.DOWNLOAD, Fault.reset());
			assertThat(once.failure().code()).isEqualTo("connection");
			assertThat(once.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void followsRedirects(int status) {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(status, this.setup.url() + "?moved").times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(status, "?again").times(1));
		this.setup.download();
		assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		assertThat(this.setup.platform.downloads().getLast().target()).isEqualTo(this.setup.url().getPath() + "?again");
	}

	@Test
	void followsFiveRedirectsButNoSixth() {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, "?round").times(5));
		this.setup.download();
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, "?round"));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.FAILED);
		assertThat(failure.code()).isEqualTo("too_many_redirects");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(6 + 6);
	}

	@Test
	void failsOnARedirectToNowhere() {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.page(302));
		assertThat(this.setup.failure().code()).isEqualTo("http_302");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "http://a<b/", "//user@127.0.0.1/x" })
	void refusesOddRedirects(String location) {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, location));
		DownloadException failure = this.setup.failure();
		assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
		assertThat(failure.code()).isEqualTo("refused_redirect");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void asksForPathsAndQueriesAsTheyAre() {
		URI url = URI.create(this.setup.platform.storageUrl() + "//a//../b%2Fc?x=%7c&y=+");
		this.setup.failure(url);
		assertThat(this.setup.platform.downloads()).singleElement()
			.satisfies((call) -> assertThat(call.target()).isEqualTo("//a//../b%2Fc?x=%7c&y=+"));
	}

	@Test
	void asksForWhatPeopleWriteAsBrowsersDo() {
		URI url = WebAddress.parse(this.setup.platform.storageUrl() + "/日志/a b|c[1]/100%?name=é&sig=a%2Bb+");
		this.setup.failure(url);
		assertThat(this.setup.platform.downloads()).singleElement()
			.satisfies((call) -> assertThat(call.target())
				.isEqualTo("/%E6%97%A5%E5%BF%97/a%20b%7Cc%5B1%5D/100%25?name=%C3%A9&sig=a%2Bb+"));
	}

	@ParameterizedTest
	@CsvSource({ "é é.txt?sig=%2b, %C3%A9%20%C3%A9.txt?sig=%2b", "\u00e9.txt?%7c, %E9.txt?%7c" })
	void followsRedirectsInAnyLetters(String location, String asked) {
		// a header is bytes: UTF-8 here, Latin-1 there
		Charset charset = location.contains(" ") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
		String header = new String(("/log/" + location).getBytes(charset), StandardCharsets.ISO_8859_1);
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, header).times(1));
		this.setup.failure();
		assertThat(this.setup.platform.downloads().getLast().target()).isEqualTo("/log/" + asked);
	}

	@Test
	void asksHostsWhoseNamesNoUriMayHave() {
		this.setup.names.add("my_bucket.example", "127.0.0.1");
		this.setup.names.add("xn--caf-dma.example", "127.0.0.1");
		for (String host : new String[] { "my_bucket.example", "café.example" }) {
			this.setup.download(WebAddress.parse(this.setup.url().toString().replace("127.0.0.1", host)), null);
			assertThat(this.setup.text()).isEqualTo(this.setup.run.log().bytes());
		}
		assertThat(this.setup.sent("Host")).containsExactly("my_bucket.example:" + this.setup.url().getPort(),
				"xn--caf-dma.example:" + this.setup.url().getPort());
	}

	@Test
	void aConnectionThatDiedMeanwhileIsNoAttempt() {
		try (DownloadSetup once = new DownloadSetup(Duration.ofSeconds(30), DataSize.ofMegabytes(1), 1)) {
			for (Fault fault : new Fault[] { Fault.reset(), Fault.noAnswer() }) {
				once.download();
				once.run.fail(Endpoint.DOWNLOAD, fault.times(1));
				once.download();
				assertThat(once.text()).isEqualTo(once.run.log().bytes());
			}
			once.run.fail(Endpoint.DOWNLOAD, Fault.reset());
			assertThat(once.failure().code()).isEqualTo("connection");
			// the kept connection, and a new one
			assertThat(once.platform.count(Endpoint.DOWNLOAD)).isEqualTo(3 + 3 + 2);
		}
	}

}
