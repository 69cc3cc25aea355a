package dev.logarchiver.simulation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plain HTTP/1.1 server on sockets, because a server library would not let a reply be
 * cut, stalled or reset at a given byte.
 */
final class HttpListener implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final int BUFFER = 64 * 1024;

	private final ServerSocket listening;

	private final Handler handler;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private HttpListener(ServerSocket listening, Handler handler) {
		this.listening = listening;
		this.handler = handler;
	}

	static HttpListener start(int port, Handler handler) {
		try {
			ServerSocket listening = new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
			HttpListener listener = new HttpListener(listening, handler);
			Thread.ofPlatform().daemon().name("simulation-" + listening.getLocalPort()).start(listener::accept);
			return listener;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot listen on port " + port, ex);
		}
	}

	int port() {
		return this.listening.getLocalPort();
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

	private void serve(Socket connection) {
		try (connection) {
			connection.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(connection.getInputStream());
			OutputStream out = new BufferedOutputStream(connection.getOutputStream(), BUFFER);
			for (Request request = Request.read(in); request != null; request = Request.read(in)) {
				boolean last = "close".equalsIgnoreCase(request.header("connection"));
				ReplyWriter writer = new ReplyWriter(out, request.method().equals("HEAD"), last);
				Delivery.Ending ending = this.handler.handle(request, writer);
				switch (ending) {
					case COMPLETE -> {
						if (!last) {
							continue;
						}
					}
					case CLOSE, ENDLESS -> {
						return;
					}
					case RESET -> connection.setSoLinger(true, 0);
					case STALL -> in.transferTo(OutputStream.nullOutputStream());
				}
				return;
			}
		}
		catch (IOException ex) {
			// the other side left
		}
		finally {
			this.connections.remove(connection);
		}
	}

	@Override
	public void close() throws IOException {
		this.listening.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * Answers requests, each connection's in a virtual thread of its own.
	 */
	interface Handler {

		Delivery.Ending handle(Request request, ReplyWriter writer) throws IOException;

	}

}
