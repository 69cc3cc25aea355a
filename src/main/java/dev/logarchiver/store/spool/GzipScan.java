package dev.logarchiver.store.spool;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

import dev.logarchiver.store.spool.EntryPoints.Block;

/**
 * Finds where a gzip member can be entered: where the text fills a block and the empty
 * stored block of a flush follows. From there on it is decoded without what came before,
 * so that the checksum at its end shows whether all these places are true ones.
 */
final class GzipScan {

	private static final int BUFFER = 64 * 1024;

	private static final int HEAD = 10;

	private static final int END = 2 * Integer.BYTES;

	/** How far the flush is from the last byte that the text needs. */
	private static final int FARTHEST = 3;

	private static final int FLUSH = 0xFFFF0000;

	private static final int MAGIC = 0x00088B1F;

	private final InputStream object;

	private final EntryRecorder entries;

	private final OutputStream text;

	private final CRC32 checksum = new CRC32();

	private final byte[] input = new byte[BUFFER];

	/** The part of the input that is still to be decoded, and where it is. */
	private int start;

	private int end;

	private long offset;

	private final byte[] output = new byte[BUFFER];

	private Inflater inflater = new Inflater(true);

	GzipScan(InputStream object, EntryRecorder entries, OutputStream text) {
		this.object = object;
		this.entries = entries;
		this.text = text;
	}

	/**
	 * Reads the object to its end.
	 * @throws IOException if it can't be read, or is more than a single member without
	 * optional fields, such as this program writes
	 */
	void run() throws IOException {
		try {
			requireHead();
			decode();
			requireEnd();
		}
		catch (DataFormatException ex) {
			throw new ZipException(ex.getMessage());
		}
		finally {
			this.inflater.end();
		}
	}

	private void requireHead() throws IOException {
		require(HEAD);
		if (number(this.start) != MAGIC) {
			throw new ZipException("Not a gzip member as this program writes it");
		}
		this.start += HEAD;
	}

	private void decode() throws IOException, DataFormatException {
		long entry = 0;
		boolean looked = false;
		while (!this.inflater.finished()) {
			int room = this.entries.room();
			if (room == 0 && !looked) {
				entry = enter();
				looked = true;
			}
			int count = (room == 1) ? lastByte() : some(room);
			if (count > 0 && room == 0) {
				this.entries.next(entry);
				looked = false;
			}
			this.entries.add(this.output, 0, count);
			this.checksum.update(this.output, 0, count);
			this.text.write(this.output, 0, count);
		}
	}

	/** All but the last byte of a block, for which only what it needs may be read. */
	private int some(int room) throws IOException, DataFormatException {
		require(1);
		this.inflater.setInput(this.input, this.start, this.end - this.start);
		int count = this.inflater.inflate(this.output, 0, (room == 0) ? BUFFER : Math.min(BUFFER, room - 1));
		this.start = this.end - this.inflater.getRemaining();
		return count;
	}

	private int lastByte() throws IOException, DataFormatException {
		this.inflater.setInput(this.input, this.start, 0);
		int count = this.inflater.inflate(this.output, 0, 1);
		while (count == 0 && !this.inflater.finished()) {
			require(1);
			this.inflater.setInput(this.input, this.start, 1);
			count = this.inflater.inflate(this.output, 0, 1);
			this.start += 1 - this.inflater.getRemaining();
		}
		return count;
	}

	private long enter() throws IOException {
		fill(FARTHEST + Integer.BYTES);
		for (int i = this.start; i <= Math.min(this.start + FARTHEST, this.end - Integer.BYTES); i++) {
			if (number(i) == FLUSH) {
				this.start = i + Integer.BYTES;
				this.inflater.end();
				this.inflater = new Inflater(true);
				return this.offset + this.start;
			}
		}
		return Block.UNKNOWN;
	}

	private void requireEnd() throws IOException {
		require(END);
		boolean right = number(this.start) == (int) this.checksum.getValue()
				&& number(this.start + Integer.BYTES) == (int) this.entries.size();
		if (!right || fill(END + 1)) {
			throw new ZipException(right ? "More than one gzip member" : "The checksum is another one");
		}
	}

	private void require(int count) throws IOException {
		if (!fill(count)) {
			throw new EOFException("The end of the gzip member is missing");
		}
	}

	/** Reads on until some bytes are there to be decoded, or the object has no more. */
	private boolean fill(int count) throws IOException {
		if (this.end - this.start >= count) {
			return true;
		}
		System.arraycopy(this.input, this.start, this.input, 0, this.end - this.start);
		this.offset += this.start;
		this.end -= this.start;
		this.start = 0;
		this.end += this.object.readNBytes(this.input, this.end, BUFFER - this.end);
		return this.end >= count;
	}

	private int number(int position) {
		int number = 0;
		for (int i = Integer.BYTES - 1; i >= 0; i--) {
			number = number << Byte.SIZE | Byte.toUnsignedInt(this.input[position + i]);
		}
		return number;
	}

}
