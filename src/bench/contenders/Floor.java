import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The floor: the same libraries without framework, job repository, ledger, retries or
 * checks. With BENCH_DETAIL it asks for the run's detail too, as log-archiver does.
 */
class Floor {

	private static final String API = environment("BENCH_API");

	private static final int CONCURRENCY = Integer.parseInt(environment("BENCH_CONCURRENCY"));

	private static final boolean DETAIL = System.getenv("BENCH_DETAIL") != null;

	/** What is held in memory; the text of larger logs goes through a file. */
	private static final long LARGE = 8 * 1024 * 1024;

	private final CloseableHttpClient http = HttpClients.custom()
		.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(2 * CONCURRENCY)
			.setMaxConnPerRoute(CONCURRENCY)
			.build())
		.build();

	private final S3Client s3 = S3Client.builder()
		.endpointOverride(URI.create(environment("BENCH_S3")))
		.forcePathStyle(true)
		.httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONCURRENCY))
		.build();

	public static void main(String[] arguments) throws Exception {
		Floor floor = new Floor();
		AtomicInteger failures = new AtomicInteger();
		List<String> workers = Files.readAllLines(Path.of(environment("BENCH_WORKERS")));
		ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
		for (String worker : workers) {
			threads.execute(() -> {
				try {
					floor.archive(worker);
				}
				catch (Exception ex) {
					failures.incrementAndGet();
				}
			});
		}
		threads.shutdown();
		threads.awaitTermination(1, TimeUnit.DAYS);
		System.err.println(failures + " failures");
		System.exit((failures.get() > 0) ? 1 : 0);
	}

	private void archive(String worker) throws Exception {
		String answer = get(API + "/api/v2/workers/" + worker + "/runs/last/log");
		int start = answer.indexOf("\"all_logs_url\":\"") + "\"all_logs_url\":\"".length();
		String url = answer.substring(start, answer.indexOf('"', start));
		String[] path = url.split("/");
		String run = path[path.length - 2];
		if (DETAIL) {
			get(API + "/api/v2/worker-runs/" + run);
		}
		String key = environment("BENCH_PREFIX") + "/worker=" + worker + "/date=" + environment("BENCH_DATE") + "/" + run + ".log.gz";
		this.http.execute(new HttpGet(url), (response) -> {
			if (response.getEntity().getContentLength() < LARGE) {
				ByteArrayOutputStream compressed = new ByteArrayOutputStream();
				compress(response.getEntity().getContent(), compressed);
				put(key, RequestBody.fromBytes(compressed.toByteArray()));
				return null;
			}
			Path file = Files.createTempFile(Path.of(""), "log", ".gz");
			try (OutputStream out = Files.newOutputStream(file)) {
				compress(response.getEntity().getContent(), out);
				put(key, RequestBody.fromFile(file));
			}
			finally {
				Files.delete(file);
			}
			return null;
		});
	}

	private String get(String url) throws Exception {
		HttpGet request = new HttpGet(url);
		request.setHeader("Authorization", "Bearer " + environment("CORECLAW_API_KEY"));
		return this.http.execute(request, (response) -> EntityUtils.toString(response.getEntity()));
	}

	private static void compress(InputStream text, OutputStream target) throws java.io.IOException {
		try (OutputStream gzip = new GZIPOutputStream(target, 64 * 1024)) {
			text.transferTo(gzip);
		}
	}

	private void put(String key, RequestBody body) {
		this.s3.putObject((request) -> request.bucket(environment("BENCH_BUCKET"))
			.key(key)
			.contentType("text/plain; charset=utf-8")
			.contentEncoding("gzip"), body);
	}

	private static String environment(String name) {
		return System.getenv(name);
	}

}
