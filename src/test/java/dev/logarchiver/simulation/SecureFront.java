package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import dev.logarchiver.outside.Outside;

/**
 * Speaks TLS for a server that doesn't, with a certificate that nobody knows.
 */
public final class SecureFront implements AutoCloseable {

	private final ServerSocket listening;

	private final int plain;

	private SecureFront(ServerSocket listening, int plain) {
		this.listening = listening;
		this.plain = plain;
	}

	/**
	 * Starts a front.
	 * @param identity its certificate and key
	 * @param plain the port of the server behind it
	 */
	public static SecureFront start(Identity identity, int plain) {
		try {
			ServerSocket socket = identity.context()
				.getServerSocketFactory()
				.createServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
			SecureFront front = new SecureFront(socket, plain);
			Thread.ofPlatform().daemon().name("secure").start(front::accept);
			return front;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.listening.getLocalPort();
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
		try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), this.plain)) {
			Thread.ofVirtual().start(() -> copy(server, client));
			client.getInputStream().transferTo(server.getOutputStream());
		}
		catch (IOException ex) {
			// one of them left
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to; InputStream in = from.getInputStream()) {
			in.transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// one of them left
		}
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

	/**
	 * Who a server is, by its own word.
	 *
	 * @param keys the key and its certificate
	 * @param pem the certificate in PEM form
	 */
	public record Identity(KeyStore keys, String pem) {

		private static final char[] PASSWORD = "changeit".toCharArray();

		/**
		 * Makes a certificate for a host.
		 * @param directory a directory for what is made on the way
		 * @param host the host, also below this machine
		 */
		public static Identity of(Path directory, String host) {
			Path file = directory.resolve(host + ".p12");
			try {
				Process keytool = Outside
					.process(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
							"-genkeypair", "-keyalg", "EC", "-alias", "server", "-dname", "CN=" + host, "-ext",
							"san=dns:" + host, "-validity", "30", "-storetype", "PKCS12", "-keystore", file.toString(),
							"-storepass", new String(PASSWORD)))
					.redirectErrorStream(true)
					.redirectOutput(directory.resolve("keytool.log").toFile())
					.start();
				if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
					throw new IllegalStateException("keytool: " + Files.readString(directory.resolve("keytool.log")));
				}
				KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD);
				return new Identity(keys,
						"# " + host + "\n-----BEGIN CERTIFICATE-----\n"
								+ Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded())
								+ "\n-----END CERTIFICATE-----\n");
			}
			catch (IOException | GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

		SSLContext context() {
			try {
				KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
				managers.init(this.keys, PASSWORD);
				SSLContext context = SSLContext.getInstance("TLS");
				context.init(managers.getKeyManagers(), null, null);
				return context;
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
