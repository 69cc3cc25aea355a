package dev.logarchiver.store.directory;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * An object's bytes while they are written, in a hidden file beside it.
 *
 * @param object the file that they will be
 * @param id distinguishes them from other attempts
 */
record DirectoryUpload(Path object, String id) {

	private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

	private static final Pattern FILE = Pattern.compile("\\.(?<name>.+)\\.(?<id>" + ID + ")\\.tmp");

	DirectoryUpload {
		if (!id.matches(ID)) {
			throw new IllegalArgumentException("'" + Printable.escape(id) + "' is not an upload of a directory");
		}
	}

	static DirectoryUpload begin(Path object) {
		return new DirectoryUpload(object, UUID.randomUUID().toString());
	}

	/** Recognises the file of an upload; empty if it isn't one. */
	static Optional<DirectoryUpload> of(Path file) {
		Matcher matcher = FILE.matcher(DirectoryLayout.name(file));
		return matcher.matches()
				? Optional.of(new DirectoryUpload(file.resolveSibling(matcher.group("name")), matcher.group("id")))
				: Optional.empty();
	}

	Path file() {
		return this.object.resolveSibling("." + DirectoryLayout.name(this.object) + "." + this.id + ".tmp");
	}

}
