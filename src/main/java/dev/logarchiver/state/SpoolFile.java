package dev.logarchiver.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file without a name: it is deleted as soon as it is open, so that it goes away with
 * the process however that ends. Not a channel, because an interrupted reader would close
 * it for the next one. Where a file that is open can't be deleted, closing deletes it.
 */
public final class SpoolFile implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private final Path path;

	private final RandomAccessFile file;

	private long size;

	private SpoolFile(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	/**
	 * Creates an empty file.
	 * @param directory where its bytes take room; created at need
	 * @param prefix what its name begins with, as long as it has one
	 * @return the file
	 * @throws IOException if it can't be created
	 */
	public static SpoolFile create(Path directory, String prefix) throws IOException {
		PrivateFiles.createDirectories(directory);
		Path path = PrivateFiles.createTemporary(directory, prefix, ".spool");
		try {
			return new SpoolFile(path, new RandomAccessFile(path.toFile(), "rw"));
		}
		finally {
			deleteIfPossible(path);
		}
	}

	/**
	 * Creates a file with all that a stream has.
	 * @param input what can be read only once; stays open
	 * @param directory where its bytes take room; created at need
	 * @param prefix what its name begins with, as long as it has one
	 * @return the file
	 * @throws IOException if the stream can't be read, or the file can't be written
	 */
	public static SpoolFile copy(InputStream input, Path directory, String prefix) throws IOException {
		SpoolFile file = create(directory, prefix);
		try {
			byte[] buffer = new byte[BUFFER];
			for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
				file.append(buffer, 0, count);
			}
			return file;
		}
		catch (IOException | RuntimeException ex) {
			file.close();
			throw ex;
		}
	}

	/**
	 * Finds out by trying whether there is room for another file: quotas and limits are
	 * in no figure.
	 * @param directory where it would be
	 * @param size how many bytes it would have
	 * @return whether there is
	 */
	public static boolean hasRoomFor(Path directory, int size) {
		try (SpoolFile file = create(directory, "room-")) {
			file.append(new byte[size], 0, size);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void deleteIfPossible(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			// some systems keep open files: close() tries again
		}
	}

	/**
	 * Writes at the end.
	 * @param bytes where the bytes are
	 * @param offset where they begin
	 * @param length how many they are
	 * @throws IOException if they can't be written
	 */
	public synchronized void append(byte[] bytes, int offset, int length) throws IOException {
		this.file.seek(this.size);
		this.file.write(bytes, offset, length);
		this.size += length;
	}

	private synchronized int read(long position, byte[] bytes, int offset, int length) throws IOException {
		this.file.seek(position);
		return this.file.read(bytes, offset, length);
	}

	/**
	 * Reads all that was written so far.
	 * @return the bytes; closing it leaves the file open
	 */
	public synchronized InputStream open() {
		return open(0, this.size);
	}

	/**
	 * Reads a range.
	 * @param offset where it begins
	 * @param length how many bytes it has
	 * @return the bytes; closing it leaves the file open
	 */
	public InputStream open(long offset, long length) {
		return new Region(offset, offset + length);
	}

	@Override
	public void close() throws IOException {
		this.file.close();
		deleteIfPossible(this.path);
	}

	/** A range of the file, with a position of its own. */
	private final class Region extends InputStream {

		private final long end;

		private long position;

		Region(long begin, long end) {
			this.position = begin;
			this.end = end;
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int wanted = (int) Math.min(length, this.end - this.position);
			if (wanted == 0) {
				return (length == 0) ? 0 : -1;
			}
			int count = SpoolFile.this.read(this.position, bytes, offset, wanted);
			if (count < 0) {
				throw new IOException("The spool file is shorter than what was written to it");
			}
			this.position += count;
			return count;
		}

		@Override
		public int available() {
			return (int) Math.min(Integer.MAX_VALUE, this.end - this.position);
		}

	}

}
