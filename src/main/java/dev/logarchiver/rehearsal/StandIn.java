package dev.logarchiver.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Platform, log storage and S3 server in one, on the loopback address. Its Workers all
 * have a run.
 */
final class StandIn implements AutoCloseable {

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private static final byte[] EMPTY_LISTING = "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
		.getBytes(StandardCharsets.UTF_8);

	private final HttpServer server;

	private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

	private StandIn(HttpServer server) {
		this.server = server;
	}

	static StandIn start() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		StandIn standIn = new StandIn(server);
		server.createContext("/api/v2/workers/", standIn::log);
		server.createContext("/api/v2/worker-runs/", StandIn::run);
		server.createContext("/runs/", StandIn::text);
		server.createContext("/", standIn::object);
		server.start();
		return standIn;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * The ID of a Worker that it knows.
	 * @param number up to eight digits
	 */
	static String worker(int number) {
		return "rehearsal~w%08d".formatted(number);
	}

	private void log(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		json(exchange, """
				{"all_logs_url": "%s/runs/01K000000000000000%s/logs.txt", "list": [{"type": 2, "content": "a line"}]}"""
			.formatted(url(), path.substring(path.indexOf("~w") + 2, path.indexOf("/runs"))));
	}

	private static void run(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		json(exchange, """
				{"slug": "%s", "status": "succeeded", "started_at": 1752346657, "finished_at": 1752346658}"""
			.formatted(path.substring(path.lastIndexOf('/') + 1)));
	}

	private static void json(HttpExchange exchange, String data) throws IOException {
		answer(exchange, """
				{"code": 0, "message": "success", "data": %s, "request_id": "rehearsal"}""".formatted(data));
	}

	private static void text(HttpExchange exchange) throws IOException {
		answer(exchange, "a line\n");
	}

	/** Takes any object and gives it back, but lists none. */
	private void object(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		byte[] object = this.objects.get(exchange.getRequestURI().getPath());
		exchange.getResponseHeaders().set("ETag", "\"rehearsal\"");
		switch (exchange.getRequestMethod()) {
			case "GET" -> give(exchange, object);
			case "HEAD" -> {
				exchange.getResponseHeaders()
					.set("Content-Length", String.valueOf((object != null) ? object.length : 0));
				exchange.sendResponseHeaders((object != null) ? OK : NOT_FOUND, -1);
				exchange.close();
			}
			default -> {
				this.objects.put(exchange.getRequestURI().getPath(), body);
				answer(exchange, new byte[0]);
			}
		}
	}

	private static void give(HttpExchange exchange, byte @Nullable [] object) throws IOException {
		boolean bucket = exchange.getRequestURI().getPath().matches("/[^/]*/?");
		if (object == null && !bucket) {
			exchange.sendResponseHeaders(NOT_FOUND, -1);
			exchange.close();
			return;
		}
		answer(exchange, (object != null) ? object : EMPTY_LISTING);
	}

	private static void answer(HttpExchange exchange, String body) throws IOException {
		answer(exchange, body.getBytes(StandardCharsets.UTF_8));
	}

	private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
		exchange.sendResponseHeaders(OK, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	/** Writes the objects into a directory. */
	void save(Path directory) throws IOException {
		for (Map.Entry<String, byte[]> object : this.objects.entrySet()) {
			Path file = directory.resolve(object.getKey().substring(1));
			Files.createDirectories(file.getParent());
			Files.write(file, object.getValue());
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
