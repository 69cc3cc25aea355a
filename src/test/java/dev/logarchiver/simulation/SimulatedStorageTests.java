package dev.logarchiver.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulated log storage gives whole logs, parts and "not modified".
 */
class SimulatedStorageTests {

	private final SimulatedPlatform platform = SimulatedPlatform.start();

	private final Client client = new Client(this.platform);

	private final SimulatedRun run = this.platform.worker("w")
		.run(Instant.parse("2026-06-14T10:00:00Z"))
		.log("0123456789");

	@AfterEach
	void stop() {
		this.client.close();
		this.platform.close();
	}

	@Test
	void saysWhatIsNotModified() throws IOException {
		URI url = this.client.logUrl("w");
		String etag = this.client.get(url).headers().firstValue("ETag").orElseThrow();
		assertThat(etag).isEqualTo('"' + Content.of("0123456789").digest("MD5") + '"');
		assertThat(this.client.get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
		this.run.append("x");
		assertThat(this.client.get(url, "If-None-Match", etag).body()).isEqualTo("0123456789x");
		this.platform.conditionalRequests(false);
		String changed = this.client.get(url).headers().firstValue("ETag").orElseThrow();
		assertThat(this.client.get(url, "If-None-Match", changed).statusCode()).isEqualTo(200);
	}

	@Test
	void givesParts() throws IOException {
		URI url = this.client.logUrl("w");
		assertThat(this.client.get(url, "Range", "bytes=4-")).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(206);
			assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 4-9/10");
			assertThat(answer.body()).isEqualTo("456789");
		});
		assertThat(this.client.get(url, "Range", "bytes=4-5").body()).isEqualTo("45");
		assertThat(this.client.get(url, "Range", "bytes=-3").body()).isEqualTo("789");
		assertThat(this.client.get(url, "Range", "bytes=10-").statusCode()).isEqualTo(416);
		assertThat(this.client.get(url, "Range", "bytes=4-", "If-Range", "\"other\"").body()).isEqualTo("0123456789");
		this.platform.ranges(false);
		assertThat(this.client.get(url, "Range", "bytes=4-").body()).isEqualTo("0123456789");
	}

	@Test
	void refusesAnExpiredUrl() throws IOException {
		this.run.urlHoldsSlug(false);
		URI old = this.client.logUrl("w");
		this.run.expireUrl();
		assertThat(this.client.get(old).statusCode()).isEqualTo(403);
		assertThat(this.client.get(this.client.logUrl("w")).body()).isEqualTo("0123456789");
	}

	@Test
	void encodesWhereToldTo() throws IOException {
		this.run.gzipEncoded();
		URI url = this.client.logUrl("w");
		try (InputStream plain = new GZIPInputStream(url.toURL().openStream())) {
			assertThat(plain).hasContent("0123456789");
		}
		assertThat(this.client.get(url).headers().firstValue("Content-Encoding")).hasValue("gzip");
	}

	@Test
	void generatesAnyPartOfALogAlike() throws IOException {
		RealisticLog log = RealisticLog.of(42, 300_000);
		ByteArrayOutputStream part = new ByteArrayOutputStream();
		log.writeTo(part, 65_000, 200_001);
		assertThat(part.toByteArray()).isEqualTo(Arrays.copyOfRange(log.bytes(), 65_000, 200_001));
		assertThat(new String(log.bytes(), ISO_8859_1)).startsWith("2026-06-01 00:00:00.000 INFO  [main] run started")
			.endsWith("INFO  [main] run finished\n");
		assertThat(RealisticLog.of(42, 300_000).sha256()).isEqualTo(log.sha256());
	}

}
