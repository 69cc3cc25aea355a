package dev.logarchiver.store.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.state.DurableFiles;
import dev.logarchiver.store.ArchiveIdentity;

/**
 * The file that names the archive, in a directory. It gets its name once it is whole.
 *
 * @param layout which file holds which object
 * @param writer brings files into the directory
 */
record DirectoryIdentity(DirectoryLayout layout, DirectoryWriter writer) {

	Optional<ArchiveIdentity> read() {
		return DirectoryFailures.translate("Reading " + file(), () -> {
			try (InputStream content = Files.newInputStream(file())) {
				return Optional
					.of(ArchiveIdentity.parse(content.readNBytes(ArchiveIdentity.LONGEST), file().toString()));
			}
			catch (NoSuchFileException ex) {
				return Optional.empty();
			}
		});
	}

	ArchiveIdentity write(ArchiveIdentity identity) {
		return read().orElseGet(() -> {
			DirectoryFailures.translate("Storing " + file(), () -> publish(identity));
			return read().orElseThrow(
					() -> new StoreException(StoreException.ERROR, "Storing " + file() + " failed: it is gone again"));
		});
	}

	private boolean publish(ArchiveIdentity identity) throws IOException {
		DurableFiles.createDirectories(this.layout.root());
		return this.writer.bring(file(), (output) -> output.write(identity.toJson()), (temporary) -> {
			boolean published = DurableFiles.link(temporary, file());
			DurableFiles.force(this.layout.root());
			return published;
		});
	}

	private Path file() {
		return this.layout.root().resolve(ArchiveIdentity.KEY);
	}

}
