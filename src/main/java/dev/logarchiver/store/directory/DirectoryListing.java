package dev.logarchiver.store.directory;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.OpenUpload;

/**
 * Walks through a directory entry by entry, without following links. What disappears on
 * the way is left out, because others may be writing.
 *
 * @param layout which file holds which object
 */
record DirectoryListing(DirectoryLayout layout) {

	Stream<ListedObject> objects() {
		return files(this.layout.root()).filter((file) -> !DirectoryLayout.name(file).startsWith("."))
			.flatMap((file) -> attributes(file).filter(BasicFileAttributes::isRegularFile)
				.map((attributes) -> new ListedObject(this.layout.key(file), attributes.size(), null,
						attributes.lastModifiedTime().toInstant())))
			.filter((object) -> !ArchiveIdentity.isReserved(object.key()));
	}

	/**
	 * The unfinished files. Those that lie beside their objects, as earlier versions
	 * wrote them, are looked for until there are none of ours.
	 */
	List<OpenUpload> uploads() {
		List<OpenUpload> together = uploads(this.layout.uploads());
		if (UploadDirectory.of(this.layout).holdsAll()) {
			return together;
		}
		List<OpenUpload> beside = uploads(this.layout.root());
		if (beside.stream().noneMatch((upload) -> ObjectKey.parse(upload.key()).isPresent())) {
			UploadDirectory.of(this.layout).noteThatItHoldsAll();
		}
		return Stream.concat(together.stream(), beside.stream()).toList();
	}

	private List<OpenUpload> uploads(Path directory) {
		try (Stream<Path> files = files(directory)) {
			return files.flatMap((file) -> DirectoryUpload.of(this.layout, file)
				.stream()
				.flatMap((temporary) -> attributes(file)
					.map((attributes) -> new OpenUpload(this.layout.key(temporary.object()), temporary.id(),
							attributes.lastModifiedTime().toInstant()))))
				.toList();
		}
	}

	private Stream<Path> files(Path directory) {
		return children(directory).flatMap((child) -> {
			if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
				return Stream.of(child);
			}
			return DirectoryLayout.name(child).startsWith(".") ? Stream.empty() : files(child);
		});
	}

	@SuppressWarnings("StreamResourceLeak") // closed with the stream that it becomes
	private static Stream<Path> children(Path directory) {
		String what = "Listing " + directory;
		return DirectoryFailures.translate(what, () -> {
			try {
				DirectoryStream<Path> children = Files.newDirectoryStream(directory);
				Iterator<Path> entries = new PathEntries(what, children.iterator());
				return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, Spliterator.NONNULL), false)
					.onClose(() -> close(what, children));
			}
			catch (NoSuchFileException ex) {
				return Stream.empty();
			}
		});
	}

	private static void close(String what, DirectoryStream<Path> children) {
		DirectoryFailures.translate(what, () -> {
			children.close();
			return true;
		});
	}

	private static Stream<BasicFileAttributes> attributes(Path file) {
		return DirectoryFailures.translate("Reading " + file, () -> DirectoryReader.attributes(file).stream());
	}

	/**
	 * The entries of a directory, their failures translated.
	 *
	 */
	private record PathEntries(String what, Iterator<Path> entries) implements Iterator<Path> {

		@Override
		public boolean hasNext() {
			return DirectoryFailures.translate(this.what, this.entries::hasNext);
		}

		@Override
		public Path next() {
			return DirectoryFailures.translate(this.what, this.entries::next);
		}

	}

}
