package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that holds a key. It may be a pipe, such as a shell's {@code <(...)}, but then
 * the key has to come at once: a device or a pipe into which nobody writes would hold the
 * program for ever.
 *
 * @param path the file
 * @param patience how long to wait for it
 */
record KeyFile(Path path, Duration patience) {

	/** Many times a key's length. */
	private static final int LONGEST = 8 * 1024;

	/**
	 * Reads the key.
	 * @return the key, without blanks around it
	 * @throws IOException if it can't be read, is longer than any key, or doesn't come;
	 * the message says which
	 */
	String read() throws IOException {
		if (Files.isDirectory(this.path)) {
			throw new IOException("it is a directory");
		}
		byte[] bytes = Files.isRegularFile(this.path) ? readSome() : await();
		if (bytes.length > LONGEST) {
			throw new IOException("it has more than " + LONGEST + " bytes and can't be a key");
		}
		return new String(bytes, StandardCharsets.UTF_8).strip();
	}

	private byte[] readSome() throws IOException {
		try (InputStream input = Files.newInputStream(this.path)) {
			return input.readNBytes(LONGEST + 1);
		}
	}

	private byte[] await() throws IOException {
		FutureTask<byte[]> reading = new FutureTask<>(this::readSome);
		Thread.ofPlatform().daemon().name("key-file").start(reading);
		try {
			return reading.get(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			reading.cancel(true);
			throw new IOException(
					"it is not a regular file, and delivered nothing within " + this.patience.toSeconds() + " s", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException failure) ? failure : new IOException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("reading it was interrupted", ex);
		}
	}

}
