package dev.logarchiver.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A file that is locked by the operating system, so that the lock dies with the process
 * that holds it, however that ends. It says who holds it.
 */
final class LockFile implements AutoCloseable {

	private static final String SOMEBODY = "another process";

	private static final int LONGEST_HOLDER = 500;

	/**
	 * The files that this process has open, and what for. It must not open one a second
	 * time: POSIX frees a lock when its process closes any descriptor of the file.
	 */
	private static final Map<Path, String> OPEN = new ConcurrentHashMap<>();

	private final Path file;

	private final FileChannel channel;

	private LockFile(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/**
	 * Takes the lock, if nobody has it.
	 * @param file the real path of the file, which is created at need
	 * @param holder who takes it, for whoever has to wait
	 * @return the lock; empty if somebody has it
	 */
	static Optional<LockFile> tryLock(Path file, String holder) throws IOException {
		if (OPEN.putIfAbsent(file, holder) != null) {
			return Optional.empty();
		}
		FileChannel channel = null;
		LockFile lock = null;
		try {
			channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
					PrivateFiles.filePermissions(file));
			if (channel.tryLock() != null) {
				write(channel, holder);
				lock = new LockFile(file, channel);
			}
			return Optional.ofNullable(lock);
		}
		finally {
			if (lock == null) {
				release(file, channel);
			}
		}
	}

	/**
	 * Who has the lock.
	 * @return what the holder said of itself, harmless to print
	 */
	static String holder(Path file) {
		String here = OPEN.putIfAbsent(file, SOMEBODY);
		if (here != null) {
			return Printable.escape(here);
		}
		try (InputStream text = Files.newInputStream(file)) {
			String holder = new String(text.readNBytes(LONGEST_HOLDER), StandardCharsets.UTF_8).strip();
			return holder.isEmpty() ? SOMEBODY : Printable.escape(holder);
		}
		catch (IOException ex) {
			return SOMEBODY;
		}
		finally {
			OPEN.remove(file);
		}
	}

	private static void write(FileChannel channel, String holder) throws IOException {
		channel.truncate(0);
		channel.write(StandardCharsets.UTF_8.encode(holder + "\n"), 0);
	}

	private static void release(Path file, @Nullable FileChannel channel) throws IOException {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		finally {
			OPEN.remove(file);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.channel.isOpen()) {
			release(this.file, this.channel);
		}
	}

}
