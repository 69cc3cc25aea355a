package dev.logarchiver.store.directory;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
		Path file = file(name);
		return bring(file, content, (temporary) -> DurableFiles.link(temporary, file));
	}

	@Override
	public void write(String name, byte[] content) {
		Path file = file(name);
		bring(file, content, (temporary) -> DirectoryWriter.move(temporary, file));
	}

	private boolean bring(Path file, byte[] content, DirectoryWriter.Naming naming) {
		return DirectoryFailures.translate("Storing " + file, () -> {
			this.layout.requireInside(file);
			DurableFiles.createDirectories(DirectoryLayout.parent(file));
			return this.writer.bring(file, (output) -> output.write(content), (temporary) -> {
				boolean named = naming.name(temporary);
				DurableFiles.force(DirectoryLayout.parent(file));
				return named;
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

}
