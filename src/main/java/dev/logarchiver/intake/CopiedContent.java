package dev.logarchiver.intake;

import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The bytes of something that can be read only once, kept in a private file. The file is
 * deleted as soon as it is open, so that it goes away with the process however that ends;
 * where a file that is open can't be deleted, closing deletes it.
 */
final class CopiedContent implements Content {

	private static final int BUFFER = 64 * 1024;

	private final Path path;

	private final RandomAccessFile file;

	private CopiedContent(Path path, RandomAccessFile file) {
		this.path = path;
		this.file = file;
	}

	static CopiedContent of(InputStream input, Path directory) throws IOException {
		CopiedContent content = create(directory);
		try {
			content.fill(input);
			return content;
		}
		catch (IOException | RuntimeException ex) {
			content.close();
			throw ex;
		}
	}

	private static CopiedContent create(Path directory) throws IOException {
		createDirectories(directory);
		Path path = Files.createTempFile(directory, "list-", ".spool");
		try {
			return new CopiedContent(path, new RandomAccessFile(path.toFile(), "rw"));
		}
		finally {
			deleteIfPossible(path);
		}
	}

	private static void createDirectories(Path directory) throws IOException {
		boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
		FileAttribute<?>[] permissions = posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")) }
				: new FileAttribute<?>[0];
		Files.createDirectories(directory, permissions);
	}

	private static void deleteIfPossible(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			// some systems keep open files: close() tries again
		}
	}

	private void fill(InputStream input) throws IOException {
		byte[] buffer = new byte[BUFFER];
		for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
			this.file.write(buffer, 0, count);
		}
	}

	ListFormat format() throws IOException {
		try (InputStream bytes = open()) {
			return ListFormat.ofContent(bytes);
		}
	}

	@Override
	public InputStream open() throws IOException {
		this.file.seek(0);
		return new FilterInputStream(new FileInputStream(this.file.getFD())) {

			@Override
			public void close() {
				// the file stays open to be read again
			}

		};
	}

	@Override
	public void close() {
		try {
			this.file.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		deleteIfPossible(this.path);
	}

}
