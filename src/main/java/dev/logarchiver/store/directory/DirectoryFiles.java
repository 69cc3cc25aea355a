package dev.logarchiver.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.state.DurableFiles;
import dev.logarchiver.store.ArchiveFiles;
import dev.logarchiver.store.ArchiveIdentity;

/**
 * What the program keeps beside the logs, in a directory.
 *
 * @param layout which file has which place
 * @param writer brings files into the directory
 */
record DirectoryFiles(DirectoryLayout layout, DirectoryWriter writer) implements ArchiveFiles {

	@Override
	public boolean create(String name, byte[] content) {
		return bring(name, content, DurableFiles::link);
	}

	@Override
	public void write(String name, byte[] content) {
		bring(name, content, (temporary, file) -> {
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
			return true;
		});
	}

	private boolean bring(String name, byte[] content, Publication publication) {
		Path file = file(name);
		return DirectoryFailures.translate("Storing " + file, () -> {
			this.layout.requireInside(file);
			DurableFiles.createDirectories(DirectoryLayout.parent(file));
			return this.writer.bring(file, (output) -> output.write(content), (temporary) -> {
				boolean published = publication.publish(temporary, file);
				DurableFiles.force(DirectoryLayout.parent(file));
				return published;
			});
		});
	}

	@Override
	public Optional<byte[]> read(String name) {
		Path file = file(name);
		return DirectoryFailures.translate("Reading " + file, () -> {
			try {
				return Optional.of(Files.readAllBytes(file));
			}
			catch (NoSuchFileException ex) {
				return Optional.empty();
			}
		});
	}

	@Override
	public List<String> list(String folder) {
		Path directory = file(folder + "any").resolveSibling("");
		return DirectoryFailures.translate("Listing " + directory, () -> {
			if (!Files.isDirectory(directory)) {
				return List.of();
			}
			Path all = file("any").resolveSibling("");
			try (Stream<Path> files = Files.walk(directory)) {
				return files.filter(Files::isRegularFile)
					.map(all::relativize)
					.filter((file) -> !DirectoryLayout.isHidden(file))
					.map((file) -> file.toString().replace(file.getFileSystem().getSeparator(), "/"))
					.sorted()
					.toList();
			}
		});
	}

	@Override
	public void delete(String name) {
		Path file = file(name);
		DirectoryFailures.translate("Deleting " + file, () -> {
			this.layout.requireInside(file);
			if (Files.deleteIfExists(file)) {
				DurableFiles.force(DirectoryLayout.parent(file));
			}
			return true;
		});
	}

	private Path file(String name) {
		return this.layout.object(ArchiveIdentity.DIRECTORY + name);
	}

	/** Has a file that is complete get its name. */
	@FunctionalInterface
	private interface Publication {

		boolean publish(Path temporary, Path file) throws IOException;

	}

}
