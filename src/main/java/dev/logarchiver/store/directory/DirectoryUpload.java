package dev.logarchiver.store.directory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;

/**
 * An object's bytes while they are written: in one directory for all, so that those of a
 * dead process are found without a walk through the archive, or in a hidden file beside
 * the object, as earlier versions wrote them.
 *
 * @param layout which file holds which object
 * @param object the file that they will be
 * @param id distinguishes them from other attempts
 */
record DirectoryUpload(DirectoryLayout layout, Path object, String id) {

	private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

	private static final Pattern TOGETHER = Pattern.compile("(?<name>.+)\\.(?<id>" + ID + ")\\.tmp");

	private static final Pattern BESIDE = Pattern.compile("\\." + TOGETHER.pattern());

	/** What most file systems take as a name, in bytes. */
	private static final int LONGEST_NAME = 255;

	DirectoryUpload {
		if (!id.matches(ID)) {
			throw new IllegalArgumentException("'" + Printable.escape(id) + "' is not an upload of a directory");
		}
	}

	static DirectoryUpload begin(DirectoryLayout layout, Path object) {
		return new DirectoryUpload(layout, object, UUID.randomUUID().toString());
	}

	/** Recognises the file of an upload; empty if it isn't one. */
	static Optional<DirectoryUpload> of(DirectoryLayout layout, Path file) {
		if (!file.startsWith(layout.uploads())) {
			Matcher matcher = BESIDE.matcher(DirectoryLayout.name(file));
			return matcher.matches() ? Optional
				.of(new DirectoryUpload(layout, file.resolveSibling(matcher.group("name")), matcher.group("id")))
					: Optional.empty();
		}
		Matcher matcher = TOGETHER.matcher(layout.uploads().relativize(file).toString());
		return matcher.matches()
				? Optional.of(new DirectoryUpload(layout,
						layout.root().resolve(matcher.group("name").replace('+', '/')), matcher.group("id")))
				: Optional.empty();
	}

	/**
	 * The file among the others. Its name is the key; one that is too long has its first
	 * part as a directory.
	 */
	Path together() {
		String key = this.layout.key(this.object);
		String name = key.replace('/', '+') + ending();
		return this.layout.uploads()
			.resolve((name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) ? name
					: name.replaceFirst("\\+", "/"));
	}

	Path beside() {
		return this.object.resolveSibling("." + DirectoryLayout.name(this.object) + ending());
	}

	private String ending() {
		return "." + this.id + ".tmp";
	}

}
