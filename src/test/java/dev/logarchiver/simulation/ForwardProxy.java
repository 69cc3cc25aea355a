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
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * A proxy of a company: it alone knows the names of all hosts, each of which is this
 * machine.
 */
public final class ForwardProxy implements AutoCloseable {

	private static final String WHO = """
			HTTP/1.1 407 Who?\r
			Proxy-Authenticate: Basic realm="p"\r
			Content-Length: 0\r
			\r
			""";

	private final ServerSocket listening;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final @Nullable String login;

	private ForwardProxy(ServerSocket listening, @Nullable String login) {
		this.listening = listening;
		this.login = login;
	}

	/**
	 * Starts a proxy.
	 * @param login {@code user:password} that it wants to know; null for anybody
	 */
	public static ForwardProxy start(@Nullable String login) {
		try {
			ForwardProxy proxy = new ForwardProxy(new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1")), login);
			Thread.ofPlatform().daemon().name("proxy").start(proxy::accept);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.listening.getLocalPort();
	}

	/** What it was asked for and let through: method and target. */
	public List<String> requests() {
		return this.requests;
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket client = this.listening.accept();
				Thread.ofVirtual().start(() -> serve(client));
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void serve(Socket client) {
		try (client) {
			InputStream in = new BufferedInputStream(client.getInputStream());
			for (Request request = Request.head(in); request != null; request = Request.head(in)) {
				byte[] body = in.readNBytes((int) request.length());
				if (!isWelcome(request)) {
					write(client.getOutputStream(), WHO);
					continue;
				}
				this.requests.add(request.method() + " " + request.target());
				if (request.method().equals("CONNECT")) {
					tunnel(request, client, in);
				}
				else {
					pass(request, body, client);
				}
				return;
			}
		}
		catch (IOException ex) {
			// one of them left
		}
	}

	private boolean isWelcome(Request request) {
		return this.login == null
				|| ("Basic " + Base64.getEncoder().encodeToString(this.login.getBytes(StandardCharsets.UTF_8)))
					.equals(request.header("proxy-authorization"));
	}

	private static void tunnel(Request request, Socket client, InputStream in) throws IOException {
		int port = Integer.parseInt(request.target().substring(request.target().lastIndexOf(':') + 1));
		try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
			write(client.getOutputStream(), "HTTP/1.1 200 Go on\r\n\r\n");
			Thread.ofVirtual().start(() -> copy(server, client));
			in.transferTo(server.getOutputStream());
		}
	}

	/**
	 * Passes on one request, and closes the connection after its answer.
	 */
	private static void pass(Request request, byte[] body, Socket client) throws IOException {
		URI target = URI.create(request.target());
		try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
			StringBuilder head = new StringBuilder(request.method()).append(' ').append(target.getRawPath());
			head.append((target.getRawQuery() != null) ? "?" + target.getRawQuery() : "").append(" HTTP/1.1\r\n");
			request.headers().forEach((name, value) -> {
				if (!name.startsWith("proxy-") && !name.equals("connection") && !name.equals("upgrade")) {
					head.append(name).append(": ").append(value).append("\r\n");
				}
			});
			write(server.getOutputStream(), head + "connection: close\r\n\r\n");
			server.getOutputStream().write(body);
			server.getInputStream().transferTo(client.getOutputStream());
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// one of them left
		}
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
