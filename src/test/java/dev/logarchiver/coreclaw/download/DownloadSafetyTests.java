package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;

import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Addresses that must not be called, failures below HTTP, and what is told of them.
 */
class DownloadSafetyTests {

	private static final String SECRET = "s3cret";

	private final DownloadSetup setup = new DownloadSetup();

	@AfterEach
	void stop() {
		this.setup.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "ftp://127.0.0.1/x", "http:///x", "http://user@127.0.0.1/x",
			"http://user:s3cret@127.0.0.1/x", "mailto:a@b", "/relative", "http://0x7f.1/", "http://2130706433/",
			"http://127.0.0.1:0/", "http://127.0.0.1:65536/" })
	void refusesOddAddresses(String url) {
		DownloadException failure = this.setup.failure(URI.create(url));
		assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
		assertThat(failure.code()).isEqualTo("refused_url");
		assertThat(failure.getMessage()).doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "10.1.2.3", "224.0.0.1", "0.0.0.0", "fd00:ec2::254" })
	void refusesAHostWithAForbiddenAddress(String address) {
		this.setup.names.add("127.0.0.1", "8.8.8.8");
		this.setup.names.add("logs.example.com", "8.8.8.8", address);
		DownloadException failure = this.setup.failure(URI.create("http://logs.example.com/p/s3cret?s3cret"));
		assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
		assertThat(failure.code()).isEqualTo("refused_address");
		assertThat(failure.reason()).contains("logs.example.com").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254/latest", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
			"http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/" })
	void refusesForbiddenAddressesBehindARedirect(String location) {
		String host = URI.create(location).getHost();
		this.setup.names.add(host, host.replaceAll("[\\[\\]]|%.*", ""));
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, location));
		assertThat(this.setup.failure().code()).isEqualTo("refused_address");
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void tellsWhyThereIsNoConnection() throws IOException {
		assertThat(this.setup.failure(URI.create("http://nowhere.invalid/s3cret")))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("unknown_host"));
		assertThat(this.setup.failure(URI.create("https" + this.setup.url().toString().substring("http".length()))))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("tls"));
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		assertThat(this.setup.failure(URI.create("http://127.0.0.1:" + port + "/s3cret")))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo("connection"));
	}

	@Test
	void tellsThatTheStorageStalled() {
		try (DownloadSetup impatient = DownloadSetup.impatient()) {
			impatient.run.fail(Endpoint.DOWNLOAD, Fault.hang());
			DownloadException failure = impatient.failure();
			assertThat(failure.kind()).isEqualTo(Kind.FAILED);
			assertThat(failure.code()).isEqualTo("stalled");
			assertThat(failure.reason()).isEqualTo("http://127.0.0.1 didn't answer within 0.5s");
			assertThat(impatient.platform.count(Endpoint.DOWNLOAD)).isEqualTo(5);
		}
	}

	static Stream<Fault> faults() {
		return Stream.of(Fault.page(403), Fault.page(418), Fault.page(503), Fault.reset(), Fault.noAnswer(),
				Fault.hang(), Fault.cutAfter(3), Fault.stallAfter(3), Fault.redirect(302, "ftp://x/?s3cret"),
				Fault.redirect(302, "http://nowhere.invalid/s3cret?s3cret"), Fault.redirect(302, "?s3cret"),
				Fault.redirect(302, "http://a b/s3cret"),
				Fault.answer(200, "text/plain", "x").header("Content-Encoding", "br"),
				Fault.answer(200, "text/plain", "x").header("Content-Encoding", "gzip"),
				Fault.answer(200, "text/plain", "x").header("ETag", "\"00000000000000000000000000000000\""));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void neverTellsPathOrQuery(Fault fault) {
		StringWriter told = new StringWriter();
		try (DownloadSetup impatient = DownloadSetup.impatient()) {
			impatient.platform.fail(Endpoint.DOWNLOAD, fault);
			impatient.failure(URI.create(impatient.platform.storageUrl() + "/log/s3cret?X-Signature=s3cret"))
				.printStackTrace(new PrintWriter(told));
		}
		assertThat(told.toString()).contains("DownloadException").doesNotContain(SECRET);
	}

	@Test
	void tellsASinkThatFailsFromAStorageThatDoes() {
		IOException full = new IOException("disk full");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(
					() -> this.setup.downloader().download(this.setup.url(), null, false, () -> new FailingSink(full)))
			.withCause(full);
		assertThat(this.setup.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	private static final class FailingSink extends OutputStream {

		private final IOException failure;

		FailingSink(IOException failure) {
			this.failure = failure;
		}

		@Override
		public void write(int value) throws IOException {
			throw this.failure;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			throw this.failure;
		}

	}

}
