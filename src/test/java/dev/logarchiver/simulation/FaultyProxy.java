package dev.logarchiver.simulation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Passes HTTP requests on to a server as they are, also their {@code Host}, which is part
 * of a signature; and breaks those that it was told to break. The first rule that fits
 * and isn't used up counts. A predicate is asked before anything is done, so that a test
 * may also wait for a request, or act just before it, in there.
 */
public final class FaultyProxy implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final int BUFFER = 64 * 1024;

	private static final Set<String> HOP_BY_HOP = Set.of("connection", "expect");

	private static final Duration DRIP = Duration.ofMillis(5);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final URI server;

	private final ServerSocket listening;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	private final AtomicLong passed = new AtomicLong();

	private FaultyProxy(URI server, ServerSocket listening) {
		this.server = server;
		this.listening = listening;
	}

	/**
	 * Starts a proxy that breaks nothing yet.
	 * @param server where requests are passed on to, by plain HTTP
	 * @return the proxy, listening
	 */
	public static FaultyProxy inFrontOf(URI server) {
		try {
			FaultyProxy proxy = new FaultyProxy(server,
					new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
			Thread.ofPlatform().daemon().name("faulty-proxy").start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it listens.
	 * @return the address to use in place of the server's
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.listening.getLocalPort());
	}

	/**
	 * All requests so far, the broken ones too.
	 * @return the requests in the order in which they came
	 */
	public List<Request> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * How many bytes of answers it has passed on, heads included.
	 * @return the number of bytes since it was started
	 */
	public long passed() {
		return this.passed.get();
	}

	/**
	 * Answers in place of the server, which doesn't see the request.
	 * @param status the HTTP status
	 * @param body the body, such as S3's error document
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy answer(int status, String body, Predicate<Request> which, int times) {
		return answer(status, Map.of(), body, which, times);
	}

	/**
	 * Answers in place of the server, which doesn't see the request.
	 * @param status the HTTP status
	 * @param headers further headers
	 * @param body the body
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy answer(int status, Map<String, String> headers, String body, Predicate<Request> which,
			int times) {
		String lines = headers.entrySet()
			.stream()
			.map((header) -> header.getKey() + ": " + header.getValue() + "\r\n")
			.collect(Collectors.joining());
		return add(which, times, (request, in, out) -> {
			in.skipNBytes(request.length());
			byte[] content = body.getBytes(StandardCharsets.UTF_8);
			out.write(
					("HTTP/1.1 " + status + " Faulty\r\nContent-Type: application/xml\r\n" + lines + "Content-Length: "
							+ content.length + "\r\nConnection: close\r\n\r\n")
						.getBytes(StandardCharsets.ISO_8859_1));
			if (!request.method().equals("HEAD")) {
				out.write(content);
			}
		});
	}

	/**
	 * Answers in place of the server, whatever the answer is.
	 * @param answer the whole answer, its head included
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy answerPlainly(String answer, Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			in.skipNBytes(request.length());
			out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
		});
	}

	/**
	 * Closes the connection without passing the request on.
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy dropRequest(Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> in.skipNBytes(request.length()));
	}

	/**
	 * Passes the request on, lets the server do its work, and closes the connection
	 * without telling about it.
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy dropResponse(Predicate<Request> which, int times) {
		return cutResponse(0, which, times);
	}

	/**
	 * Passes the request on, lets the server do its work, does something, and closes the
	 * connection without telling about it.
	 * @param act what to do, such as killing the process that waits for the answer
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy actBeforeAnswer(Runnable act, Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			try (Socket socket = connect(); InputStream response = pass(request, in, socket, 0)) {
				response.transferTo(OutputStream.nullOutputStream());
			}
			act.run();
		});
	}

	/**
	 * Closes the connection in the middle of the response.
	 * @param bytes how much of it gets through, the head included
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy cutResponse(int bytes, Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			try (Socket socket = connect(); InputStream response = pass(request, in, socket, 0)) {
				out.write(response.readNBytes(bytes));
				response.transferTo(OutputStream.nullOutputStream());
			}
		});
	}

	/**
	 * Passes the request on with another first byte of its body.
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy corruptRequest(Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			try (Socket socket = connect(); InputStream response = pass(request, in, socket, 1)) {
				response.transferTo(out);
			}
		});
	}

	/**
	 * Passes the request on without one of its headers.
	 * @param name the header
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy dropHeader(String name, Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			Map<String, String> headers = new TreeMap<>(request.headers());
			headers.remove(name);
			forward(new Request(request.method(), request.target(), headers), in, out);
		});
	}

	/**
	 * Leaves the request unanswered, and the connection open until the other side gives
	 * up.
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy hold(Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> in.transferTo(OutputStream.nullOutputStream()));
	}

	/**
	 * Reads nothing but the head of the request, and leaves the connection open.
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy stopReading(Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> awaitClose());
	}

	/**
	 * Begins an answer, and goes on with the same few bytes for as long as the other side
	 * has patience.
	 * @param beginning what is sent first
	 * @param again what is sent again and again, with a pause between
	 * @param which the requests that it happens to
	 * @param times how often it happens
	 * @return this
	 */
	public FaultyProxy drip(String beginning, String again, Predicate<Request> which, int times) {
		return add(which, times, (request, in, out) -> {
			in.skipNBytes(request.length());
			out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
			while (!awaitClose(DRIP)) {
				out.write(again.getBytes(StandardCharsets.ISO_8859_1));
			}
		});
	}

	private void awaitClose() {
		while (!awaitClose(Duration.ofDays(1))) {
			// whoever waits for an answer gives up first
		}
	}

	private boolean awaitClose(Duration patience) {
		try {
			return this.closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	/** Ends all faults. */
	public void heal() {
		this.rules.clear();
	}

	private FaultyProxy add(Predicate<Request> which, int times, Deed deed) {
		this.rules.add(new Rule(which, new AtomicInteger(times), deed));
		return this;
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket connection = this.listening.accept();
				this.connections.add(connection);
				Thread.ofVirtual().start(() -> serve(connection));
			}
			catch (IOException ex) {
				// closed, or the other side left before it was accepted
			}
		}
	}

	/**
	 * One request a connection, so that the end of its response is that of the stream.
	 */
	private void serve(Socket connection) {
		try (connection) {
			InputStream in = new BufferedInputStream(connection.getInputStream(), BUFFER);
			Request request = Request.head(in);
			if (request != null) {
				this.requests.add(request);
				if (request.header("expect") != null) {
					connection.getOutputStream()
						.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				}
				deed(request).perform(request, in, connection.getOutputStream());
			}
		}
		catch (IOException ex) {
			// one of both sides left: the other one sees the connection end
		}
		finally {
			this.connections.remove(connection);
		}
	}

	private Deed deed(Request request) {
		return this.rules.stream()
			.filter((rule) -> rule.meets(request))
			.findFirst()
			.map(Rule::deed)
			.orElse(this::forward);
	}

	private void forward(Request request, InputStream in, OutputStream out) throws IOException {
		try (Socket socket = connect(); InputStream response = pass(request, in, socket, 0)) {
			byte[] buffer = new byte[BUFFER];
			for (int count = response.read(buffer); count >= 0; count = response.read(buffer)) {
				out.write(buffer, 0, count);
				this.passed.addAndGet(count);
			}
		}
	}

	private Socket connect() throws IOException {
		return new Socket(this.server.getHost(), this.server.getPort());
	}

	private static InputStream pass(Request request, InputStream in, Socket socket, int change) throws IOException {
		StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
		request.headers().forEach((name, value) -> {
			if (!HOP_BY_HOP.contains(name)) {
				head.append(name).append(": ").append(value).append("\r\n");
			}
		});
		OutputStream out = socket.getOutputStream();
		out.write(head.append("connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		byte[] buffer = new byte[BUFFER];
		for (long left = request.length(); left > 0;) {
			int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
			if (left == request.length()) {
				buffer[0] += (byte) change;
			}
			out.write(buffer, 0, count);
			left = (count > 0) ? left - count : 0;
		}
		return socket.getInputStream();
	}

	@Override
	public void close() {
		try {
			this.closed.countDown();
			this.listening.close();
			for (Socket connection : this.connections) {
				connection.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What is done to a request whose head was read.
	 */
	@FunctionalInterface
	private interface Deed {

		void perform(Request request, InputStream in, OutputStream out) throws IOException;

	}

	/**
	 * What is done to some requests, a number of times.
	 *
	 * @param which the requests
	 * @param left how often it is still to be done
	 * @param deed what is done
	 */
	private record Rule(Predicate<Request> which, AtomicInteger left, Deed deed) {

		boolean meets(Request request) {
			return this.which.test(request) && this.left.getAndUpdate((count) -> Math.max(0, count - 1)) > 0;
		}

	}

}
