package dev.logarchiver.store.spool;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.network.BlockInput;

/**
 * The bytes of one Zstandard frame and not one more, by RFC 8878: where it ends, the next
 * one begins.
 */
final class ZstdFrame extends BlockInput {

	private static final int MAGIC = 0xFD2FB528;

	private static final int BLOCK_HEADER = 3;

	private static final int REPEATED_BYTE = 1;

	private static final int CHECKSUM = 4;

	private static final int[] DICTIONARY_BYTES = { 0, 1, 2, 4 };

	private static final int[] SIZE_BYTES = { 0, 2, 4, 8 };

	private final boolean checked;

	/** What was read to know what follows, and how much of it is passed on. */
	private byte[] head;

	private int passed;

	/** What remains of a block. */
	private int left;

	private boolean last;

	private boolean ended;

	/**
	 * Begins a frame.
	 * @param input where one begins; stays open
	 * @throws IOException if none begins there
	 */
	ZstdFrame(InputStream input) throws IOException {
		super(input);
		ByteArrayOutputStream beginning = new ByteArrayOutputStream();
		beginning.writeBytes(bytes(Integer.BYTES));
		if (number(beginning.toByteArray()) != MAGIC) {
			throw new IOException("No Zstandard frame begins here");
		}
		byte[] descriptor = bytes(1);
		beginning.writeBytes(descriptor);
		beginning.writeBytes(bytes(restOfHead(descriptor[0])));
		this.checked = (descriptor[0] & 0b100) != 0;
		this.head = beginning.toByteArray();
	}

	private static int restOfHead(byte descriptor) {
		boolean single = (descriptor & 0b10_0000) != 0;
		int size = SIZE_BYTES[(descriptor & 0b1100_0000) >>> 6];
		return (single ? Math.max(1, size) : size + 1) + DICTIONARY_BYTES[descriptor & 0b11];
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		while (this.passed == this.head.length && this.left == 0) {
			if (this.ended) {
				return -1;
			}
			goOn();
		}
		if (this.passed < this.head.length) {
			int count = Math.min(length, this.head.length - this.passed);
			System.arraycopy(this.head, this.passed, target, offset, count);
			this.passed += count;
			return count;
		}
		int count = this.in.read(target, offset, Math.min(length, this.left));
		if (count < 0) {
			throw new EOFException("The end of a frame is missing");
		}
		this.left -= count;
		return count;
	}

	private void goOn() throws IOException {
		this.passed = 0;
		if (this.last) {
			this.ended = true;
			this.head = this.checked ? bytes(CHECKSUM) : new byte[0];
			return;
		}
		this.head = bytes(BLOCK_HEADER);
		int header = number(this.head);
		this.last = (header & 1) != 0;
		this.left = ((header >>> 1 & 0b11) == REPEATED_BYTE) ? 1 : header >>> 3;
	}

	private byte[] bytes(int count) throws IOException {
		byte[] bytes = this.in.readNBytes(count);
		if (bytes.length < count) {
			throw new EOFException("The end of a frame is missing");
		}
		return bytes;
	}

	private static int number(byte[] bytes) {
		int number = 0;
		for (int i = bytes.length - 1; i >= 0; i--) {
			number = number << Byte.SIZE | Byte.toUnsignedInt(bytes[i]);
		}
		return number;
	}

	/** Leaves the input open for the next frame. */
	@Override
	public void close() {
	}

}
