package dev.logarchiver.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.FileProblem;
import org.jspecify.annotations.Nullable;

/** A key in a file of the state directory, which only its owner can read. */
final class FileHashKey implements HashKey {

	static final String NAME = "redaction-key";

	private final Path directory;

	FileHashKey(Path directory) {
		this.directory = directory;
	}

	@Override
	public Optional<byte[]> find() {
		try {
			return Optional.of(parse(Files.readString(file(), StandardCharsets.UTF_8).strip()));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw unusable("can't be read: " + FileProblem.describe(ex), ex);
		}
		catch (IllegalArgumentException ex) {
			throw unusable("holds no key", null);
		}
	}

	@Override
	public byte[] obtain() {
		return find().orElseGet(() -> {
			make();
			// another process may have been first
			return find().orElseThrow(() -> unusable("was deleted a moment ago", null));
		});
	}

	/** It gets its name once it is complete, unless the name is taken by then. */
	private void make() {
		byte[] made = new byte[LENGTH];
		new SecureRandom().nextBytes(made);
		byte[] text = (HexFormat.of().formatHex(made) + "\n").getBytes(StandardCharsets.UTF_8);
		Path temporary = this.directory.resolve(NAME + "-" + UUID.randomUUID() + ".tmp");
		try {
			DurableFiles.createDirectories(this.directory);
			DurableFiles.create(temporary, (output) -> output.write(text));
			if (DurableFiles.link(temporary, file())) {
				DurableFiles.force(this.directory);
			}
		}
		catch (IOException ex) {
			throw unusable("can't be written: " + FileProblem.describe(ex), ex);
		}
		finally {
			DurableFiles.deleteIfPossible(temporary);
		}
	}

	private Path file() {
		return this.directory.resolve(NAME);
	}

	private static byte[] parse(String text) {
		byte[] key = HexFormat.of().parseHex(text);
		if (key.length != LENGTH) {
			throw new IllegalArgumentException("not a key");
		}
		return key;
	}

	private ConfigurationException unusable(String problem, @Nullable Exception cause) {
		return new ConfigurationException("The file '" + file() + "' " + problem,
				"put it back from a backup of the state directory, or delete it: what was redacted before then counts "
						+ "as unknown, and is not downloaded again",
				cause);
	}

}
