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

	private final Path path;

	private final RandomAccessFile file;

	private long size;

	private SpoolFile(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	public static SpoolFile create(Path directory) throws IOException {
		PrivateFiles.createDirectories(directory);
		Path path = PrivateFiles.createTemporary(directory, "log-", ".spool");
		try {
			return new SpoolFile(path, new RandomAccessFile(path.toFile(), "rw"));
		}
		finally {
			deleteIfPossible(path);
		}
	}

	/**
	 * Finds out by trying whether there is room for another file: quotas and limits are
	 * in no figure.
	 */
	public static boolean hasRoomFor(Path directory, int size) {
		try (SpoolFile file = create(directory)) {
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

	public synchronized void append(byte[] bytes, int offset, int length) throws IOException {
		this.file.seek(this.size);
		this.file.write(bytes, offset, length);
		this.size += length;
	}

	private synchronized int read(long position, byte[] bytes, int offset, int length) throws IOException {
		this.file.seek(position);
		return this.file.read(bytes, offset, length);
	}

	public InputStream open(long offset, long length) {
		return new Region(offset, offset + length);
	}

	@Override
	public void close() throws IOException {
		this.file.close();
		deleteIfPossible(this.path);
	}

	/**
	 * A range of the file, with a position of its own.
	 */
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
