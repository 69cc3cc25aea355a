package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it goes over the wire, with whatever its author wants to say.
 *
 * @param answer the whole answer, headers and body
 */
public record RawRequest(String answer) {

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})\\b.*", Pattern.DOTALL);

	/**
	 * Sends a request.
	 * @param head the request line and headers, one a line
	 */
	static RawRequest send(InetAddress address, int port, String head) {
		try (Socket socket = new Socket(address, port)) {
			String request = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new RawRequest(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Sends a request to this machine.
	 */
	public static RawRequest send(int port, String head) {
		return send(InetAddress.getLoopbackAddress(), port, head);
	}

	public int status() {
		Matcher status = STATUS.matcher(this.answer);
		if (!status.matches()) {
			throw new AssertionError("No answer: " + this.answer);
		}
		return Integer.parseInt(status.group(1));
	}

}
