package dev.logarchiver.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server that takes whatever it is sent, as a Pushgateway or an OTLP receiver
 * does.
 */
public final class MetricsReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Push> pushes = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile int status = 200;

	private volatile boolean silent;

	private MetricsReceiver(HttpServer server) {
		this.server = server;
	}

	public static MetricsReceiver start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
			MetricsReceiver receiver = new MetricsReceiver(server);
			server.createContext("/", receiver::take);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.start();
			return receiver;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void take(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.pushes.add(new Push(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
					exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
			if (this.silent) {
				this.closed.await();
			}
			byte[] answer = "said by the receiver\nin two lines".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, answer.length);
			exchange.getResponseBody().write(answer);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	public MetricsReceiver answer(int status) {
		this.status = status;
		return this;
	}

	/**
	 * Takes requests from now on, and answers none.
	 */
	public MetricsReceiver answerNothing() {
		this.silent = true;
		return this;
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	public List<Push> pushes() {
		return this.pushes;
	}

	public Push last() {
		return this.pushes.getLast();
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

	/**
	 * What it was sent.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Push(String method, String path, Headers headers, byte[] body) {

		public Optional<String> header(String name) {
			return Optional.ofNullable(this.headers.getFirst(name));
		}

		public Samples samples() {
			return Samples.parse(new String(this.body, StandardCharsets.UTF_8));
		}

	}

}
