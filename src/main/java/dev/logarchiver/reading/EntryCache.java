package dev.logarchiver.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.FileProblem;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.state.DurableFiles;
import dev.logarchiver.state.PrivateFiles;
import dev.logarchiver.store.spool.EntryPoints;
import dev.logarchiver.store.spool.PackedEntries;
import dev.logarchiver.store.spool.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entry points that were found by reading an object, in a directory of files that
 * may be deleted at any time: a file that is not what was written is as good as none. A
 * file begins with its name, the digest of key and text.
 */
final class EntryCache {

	private static final Logger logger = LoggerFactory.getLogger(EntryCache.class);

	private static final int LARGEST = 1024 * 1024;

	private final Path state;

	private final Path directory;

	private final int mostFiles;

	/**
	 * Creates a cache.
	 * @param state the state directory, which is not created for it
	 */
	EntryCache(Path state, int mostFiles) {
		this.state = state;
		this.directory = state.resolve("entries");
		this.mostFiles = mostFiles;
	}

	Optional<EntryPoints> find(ArchivedLog log) {
		String name = name(log);
		Path file = this.directory.resolve(name);
		try {
			if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > 2 * LARGEST) {
				return Optional.empty();
			}
			byte[] content = Files.readAllBytes(file);
			byte[] beginning = name.getBytes(StandardCharsets.US_ASCII);
			return Arrays.equals(beginning, Arrays.copyOf(content, beginning.length))
					? PackedEntries.read(Arrays.copyOfRange(content, beginning.length, content.length))
					: Optional.empty();
		}
		catch (IOException ex) {
			logger.debug("{} can't be read: {}", file, FileProblem.describe(ex));
			return Optional.empty();
		}
	}

	/** Keeps entry points, where there is a state directory and room. */
	void keep(ArchivedLog log, EntryPoints points) {
		try {
			byte[] packed = PackedEntries.of(points);
			if (Files.isDirectory(this.state) && packed.length <= LARGEST) {
				PrivateFiles.createDirectories(this.directory);
				write(name(log), packed);
				deleteOldest();
			}
		}
		catch (IOException ex) {
			logger.debug("{} can't be written: {}", this.directory, FileProblem.describe(ex));
		}
	}

	private void write(String name, byte[] packed) throws IOException {
		byte[] beginning = name.getBytes(StandardCharsets.US_ASCII);
		byte[] content = Arrays.copyOf(beginning, beginning.length + packed.length);
		System.arraycopy(packed, 0, content, beginning.length, packed.length);
		Path temporary = PrivateFiles.createTemporary(this.directory, name, ".tmp");
		try {
			Files.write(temporary, content);
			Files.move(temporary, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			DurableFiles.deleteIfPossible(temporary);
		}
	}

	private void deleteOldest() throws IOException {
		List<Path> files;
		try (Stream<Path> found = Files.list(this.directory)) {
			files = found.toList();
		}
		files.stream()
			.sorted(Comparator.comparing(EntryCache::time).reversed())
			.skip(this.mostFiles)
			.forEach(DurableFiles::deleteIfPossible);
	}

	private static FileTime time(Path file) {
		try {
			return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

	private static String name(ArchivedLog log) {
		Sha256 digest = new Sha256();
		byte[] text = (log.key() + "\n" + log.text().sha256()).getBytes(StandardCharsets.UTF_8);
		digest.write(text, 0, text.length);
		return digest.toHex();
	}

}
