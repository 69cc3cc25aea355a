package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.logarchiver.coreclaw.EndlessAnswers;
import dev.logarchiver.coreclaw.download.DownloadException.Kind;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Storages that send something all the time, but too little.
 */
class SlowStorageTests {

	private static final int SIZE = 3_000_000;

	private final DownloadSetup setup = new DownloadSetup(Duration.ofMillis(150), DataSize.ofMegabytes(5), 1);

	private final DownloadSetup patient = new DownloadSetup(Duration.ofSeconds(1), DataSize.ofMegabytes(5), 2);

	@AfterEach
	void stop() {
		this.setup.close();
		this.patient.close();
	}

	static Stream<Fault> endless() {
		return EndlessAnswers.all();
	}

	@ParameterizedTest
	@MethodSource("endless")
	void givesUpWhatHasNoEnd(Fault fault) {
		this.setup.run.fail(Endpoint.DOWNLOAD, fault);
		assertThat(this.setup.failure()).satisfies((failure) -> {
			assertThat(failure.kind()).isEqualTo(Kind.FAILED);
			assertThat(failure.code()).isIn("stalled", "connection");
		});
	}

	@Test
	void tellsHowMuchHadToCome() {
		this.setup.run.fail(Endpoint.DOWNLOAD, EndlessAnswers.bodies().findFirst().orElseThrow());
		assertThat(this.setup.failure().reason())
			.isEqualTo("http://127.0.0.1 sent less than 1024 bytes a second for 0.15s (archiver.download.min-rate)");
		this.setup.platform.fail(Endpoint.DOWNLOAD, EndlessAnswers.heads().findFirst().orElseThrow());
		assertThat(this.setup.failure().reason()).isEqualTo("http://127.0.0.1 didn't answer within 0.15s");
	}

	@Test
	void asksForTheRestElsewhere() {
		this.patient.run.log(SIZE);
		String begun = new String(this.patient.run.log().bytes(), StandardCharsets.ISO_8859_1).substring(0, 1000);
		this.patient.run.fail(Endpoint.DOWNLOAD,
				Fault
					.endless("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\nETag: \""
							+ this.patient.run.log().digest("MD5") + "\"\r\n\r\n" + begun, "")
					.times(1));
		this.patient.download();
		assertThat(this.patient.text()).isEqualTo(this.patient.run.log().bytes());
		assertThat(this.patient.sent("Range")).containsExactly("", "bytes=1000-");
	}

	@Test
	void givesUpARestThatHasNoEnd() {
		this.patient.run.log(SIZE).fail(Endpoint.DOWNLOAD, Fault.cutAfter(1000).times(1));
		this.patient.run.fail(Endpoint.DOWNLOAD, Fault.endless("HTTP/1.1 206 OK\r\nContent-Length: " + (SIZE - 1000)
				+ "\r\nContent-Range: bytes 1000-" + (SIZE - 1) + "/" + SIZE + "\r\n\r\n", "x"));
		assertThat(this.patient.failure().code()).isEqualTo("stalled");
		assertThat(this.patient.sent("Range")).containsExactly("", "bytes=1000-");
	}

	@Test
	void givesUpBehindARedirect() {
		this.setup.run.fail(Endpoint.DOWNLOAD, Fault.redirect(302, "?on").times(1));
		this.setup.run.fail(Endpoint.DOWNLOAD, EndlessAnswers.heads().findFirst().orElseThrow());
		assertThat(this.setup.failure().code()).isEqualTo("stalled");
	}

	@Test
	void doesNotCountTheTimeInWhichTheSinkIsSlow() {
		this.patient.run.log(SIZE);
		this.patient.downloader().download(this.patient.url(), null, false, () -> new OutputStream() {

			private boolean waited;

			@Override
			public void write(int value) {
				write(new byte[0], 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				if (!this.waited) {
					LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
				}
				this.waited = true;
			}

		});
		assertThat(this.patient.platform.count(Endpoint.DOWNLOAD)).isEqualTo(1);
	}

	@Test
	void givesUpAHandshakeThatHasNoEnd() throws IOException {
		// a record of 16 KB, of which a byte comes now and then
		try (Server server = new Server("\u0016\u0003\u0003@\u0000")) {
			assertThat(this.setup.failure(URI.create("https://127.0.0.1:" + server.port() + "/log")).code())
				.isEqualTo("stalled");
		}
	}

	@Test
	void givesUpAHostWhoseManyAddressesAreSilent() throws IOException {
		this.setup.names.add("many.example.com", Stream.generate(() -> "127.0.0.1").limit(100).toArray(String[]::new));
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
				Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
				Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort())) {
			assertThat(first.isConnected() && second.isConnected()).isTrue();
			assertThat(this.setup.failure(URI.create("http://many.example.com:" + full.getLocalPort() + "/log")).code())
				.isEqualTo("stalled");
		}
	}

	/**
	 * Sends bytes whatever it is sent.
	 */
	private static final class Server implements AutoCloseable {

		private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));

		Server(String begin) throws IOException {
			Thread.ofVirtual().start(() -> {
				while (!this.listening.isClosed()) {
					try (Socket connection = this.listening.accept()) {
						drip(connection.getOutputStream(), begin.getBytes(StandardCharsets.ISO_8859_1));
					}
					catch (IOException ex) {
						// the other side left
					}
				}
			});
		}

		private static void drip(OutputStream out, byte[] begin) throws IOException {
			out.write(begin);
			while (!Thread.currentThread().isInterrupted()) {
				out.write(0);
				LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			}
		}

		int port() {
			return this.listening.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			this.listening.close();
		}

	}

}
