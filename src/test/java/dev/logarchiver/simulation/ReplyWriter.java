package dev.logarchiver.simulation;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a reply, or as much of it as its {@link Delivery} lets through.
 */
final class ReplyWriter {

	private static final long INTERVAL = Duration.ofMillis(20).toNanos();

	private final OutputStream out;

	private final boolean headOnly;

	private final boolean last;

	ReplyWriter(OutputStream out, boolean headOnly, boolean last) {
		this.out = out;
		this.headOnly = headOnly;
		this.last = last;
	}

	Delivery.Ending write(Reply reply, Delivery delivery) throws IOException {
		if (delivery.bytes() == Delivery.NOTHING) {
			return delivery.ending();
		}
		if (delivery.ending() == Delivery.Ending.ENDLESS) {
			drip(reply, delivery.piece());
		}
		boolean chunked = reply.body().size() < 0;
		this.out.write(head(reply, delivery, chunked).getBytes(StandardCharsets.ISO_8859_1));
		if (!this.headOnly && reply.status() != 304) {
			writeBody(reply.body(), delivery, chunked);
		}
		this.out.flush();
		return delivery.ending();
	}

	/**
	 * Ends when the other side leaves.
	 */
	private void drip(Reply reply, String piece) throws IOException {
		reply.body().writeTo(this.out, 0, reply.body().size());
		while (!Thread.currentThread().isInterrupted()) {
			this.out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
			this.out.flush();
			LockSupport.parkNanos(INTERVAL);
		}
	}

	private String head(Reply reply, Delivery delivery, boolean chunked) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Simulated\r\n");
		reply.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (chunked) {
			head.append("Transfer-Encoding: chunked\r\n");
		}
		else if (reply.status() != 304 && delivery.lengthError() != Delivery.UNTOLD) {
			head.append("Content-Length: ").append(reply.body().size() + delivery.lengthError()).append("\r\n");
		}
		if (this.last || delivery.ending() != Delivery.Ending.COMPLETE) {
			head.append("Connection: close\r\n");
		}
		return head.append("\r\n").toString();
	}

	private void writeBody(Content body, Delivery delivery, boolean chunked) throws IOException {
		if (!chunked) {
			body.writeTo(this.out, 0, Math.min(body.size(), delivery.bytes()));
			return;
		}
		Chunks chunks = new Chunks(this.out, delivery.bytes());
		try {
			body.writeTo(chunks, 0, Long.MAX_VALUE);
			this.out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		catch (Cut ex) {
			// as ordered
		}
	}

	/**
	 * The chunked transfer coding, up to a number of bytes.
	 */
	private static final class Chunks extends FilterOutputStream {

		private long left;

		Chunks(OutputStream out, long bytes) {
			super(out);
			this.left = bytes;
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			int allowed = (int) Math.min(length, this.left);
			if (allowed > 0) {
				this.out.write((Integer.toHexString(allowed) + "\r\n").getBytes(StandardCharsets.US_ASCII));
				this.out.write(bytes, offset, allowed);
				this.out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
				this.left -= allowed;
			}
			if (allowed < length) {
				throw new Cut();
			}
		}

	}

	private static final class Cut extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
