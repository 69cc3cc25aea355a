package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Faults happen where and as often as ordered.
 */
class FaultTests {

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final Client client = new Client(this.platform);

	private final SimulatedWorker worker = this.platform.worker("w");

	private final SimulatedRun run = this.worker.run(Instant.parse("2026-06-14T10:00:00Z")).log(200_000);

	private final URI url = URI.create(this.platform.storageUrl() + "/runs/" + this.run.slug() + "/logs.txt");

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@Test
	void failsANumberOfTimes() throws IOException {
		this.worker.fail(Endpoint.LAST_LOG, Fault.error(PlatformError.SYSTEM_ERROR).afterFirst(1).times(2));
		for (int status : new int[] { 200, 500, 500, 200 }) {
			assertThat(this.client.api("/workers/w/runs/last/log").statusCode()).isEqualTo(status);
		}
	}

	@Test
	void givesEachErrorWithItsStatusOrWithin200() throws IOException {
		for (PlatformError error : PlatformError.values()) {
			this.worker.heal().fail(Fault.error(error).times(1)).fail(Fault.errorWithin200(error));
			assertThat(this.client.api("/workers/w/runs/last").statusCode()).isEqualTo(error.status());
			assertThat(this.client.api("/workers/w/runs/last").statusCode()).isEqualTo(200);
			assertThat(this.client.json("/worker-runs/" + this.run.slug()).at("/code").asInt()).isEqualTo(error.code());
		}
	}

	@Test
	void saysWhenToComeAgain() throws IOException {
		String date = Fault.httpDate(Instant.parse("2026-06-14T10:00:00Z"));
		this.platform.failApi(Fault.error(PlatformError.TOO_MANY_REQUESTS).retryAfter(date));
		assertThat(this.client.api("/users/account").headers().firstValue("Retry-After"))
			.hasValue("Sun, 14 Jun 2026 10:00:00 GMT");
	}

	@Test
	void cutsAnAnswer() throws IOException {
		this.run.fail(Endpoint.DOWNLOAD, Fault.cutAfter(100_000).times(1));
		try (InputStream in = this.url.toURL().openStream()) {
			assertThat(in.readNBytes(100_000)).hasSize(100_000);
			assertThatIOException().isThrownBy(in::read);
		}
		assertThat(this.client.get(this.url).body()).hasSizeGreaterThan(100_000);
	}

	@Test
	void resetsAConnection() {
		this.platform.fail(Pattern.compile("logs\\.txt$"), Fault.reset());
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> this.url.toURL().openStream());
	}

	@Test
	void stallsAnAnswer() throws IOException {
		this.platform.fail(Endpoint.DOWNLOAD, Fault.stallAfter(10));
		HttpURLConnection connection = (HttpURLConnection) this.url.toURL().openConnection();
		connection.setReadTimeout(100);
		try (InputStream in = connection.getInputStream()) {
			assertThat(in.readNBytes(10)).hasSize(10);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(in::read);
		}
	}

	@Test
	void liesAboutTheLength() throws IOException {
		this.platform.fail(Endpoint.DOWNLOAD, Fault.wrongLength(5));
		assertThatIOException().isThrownBy(() -> this.client.get(this.url));
		this.platform.heal().fail(Endpoint.DOWNLOAD, Fault.wrongLength(-5));
		assertThat(this.client.get(this.url).headers().firstValueAsLong("Content-Length")).hasValue(199_995);
	}

	@Test
	void redirectsAnywhere() throws IOException {
		this.platform.fail(Endpoint.DOWNLOAD, Fault.redirect(302, "http://169.254.169.254/latest"));
		assertThat(this.client.get(this.url).headers().firstValue("Location"))
			.hasValue("http://169.254.169.254/latest");
	}

}
