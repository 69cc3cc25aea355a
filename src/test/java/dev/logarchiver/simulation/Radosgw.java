package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.logarchiver.outside.Outside;
import org.jspecify.annotations.Nullable;

/**
 * A real Ceph cluster with its S3 gateway, where those are installed, as the current user
 * and with all its data in memory or a directory of a test. It enforces Object Lock.
 */
public final class Radosgw implements ObjectServer {

	private final Process process;

	private final int port;

	private Radosgw(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a cluster, which takes some seconds.
	 * @param directory where it keeps what isn't in memory
	 */
	public static Radosgw start(Path directory) {
		try {
			Path script = Files.createDirectories(directory).resolve("radosgw.sh");
			try (var content = Radosgw.class.getResourceAsStream("radosgw.sh")) {
				Files.copy(content, script, StandardCopyOption.REPLACE_EXISTING);
			}
			int port = freePort();
			Process process = Outside
				.process(List.of("bash", script.toString(), directory + "/ceph", "" + port, "" + freePort(), "key",
						"top-secret"))
				.redirectErrorStream(true)
				.start();
			String last = await(process);
			if (last == null || !isOpen(port)) {
				process.destroy();
				throw new IllegalStateException("radosgw didn't start: see " + directory + "/ceph/log");
			}
			return new Radosgw(process, port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable String await(Process process) throws IOException {
		var lines = process.inputReader();
		String line = lines.readLine();
		while (line != null && !line.equals("started")) {
			line = lines.readLine();
		}
		return line;
	}

	private static boolean isOpen(int port) {
		try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return free.getLocalPort();
		}
	}

	@Override
	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	@Override
	public String accessKey() {
		return "key";
	}

	@Override
	public String secretKey() {
		return "top-secret";
	}

	/** The script ends the cluster where its input ends. */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			this.process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
