package dev.logarchiver.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive is recognised by, wherever its objects are moved to: a file of its own
 * in the store, which the ledger remembers.
 *
 * @param id distinguishes it from every other archive
 * @param createdAt when it got the ID
 */
public record ArchiveIdentity(String id, Instant createdAt) {

	/** The file's key below the store's prefix. */
	public static final String KEY = "_log-archiver.json";

	/** Longer than any file that this program writes. */
	public static final int LONGEST = 16 * 1024;

	/** How the archive's keys and metadata are laid out. */
	private static final int LAYOUT = 1;

	/** What the keys of {@link ArchiveFiles} begin with. */
	public static final String DIRECTORY = "_log-archiver/";

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	public ArchiveIdentity {
		if (!ID.matcher(id).matches()) {
			throw new IllegalArgumentException("'" + Printable.escape(id)
					+ "' is not an archive ID: expected up to 64 letters, digits and dashes");
		}
	}

	public static ArchiveIdentity create(Instant now) {
		return new ArchiveIdentity(UUID.randomUUID().toString(), now);
	}

	/**
	 * Whether an object is one that the program keeps beside the logs.
	 * @param key its key below the store's prefix
	 * @return {@code true} where it is neither a log nor foreign
	 */
	public static boolean isReserved(String key) {
		return key.equals(KEY) || key.startsWith(DIRECTORY);
	}

	public byte[] toJson() {
		Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("id", this.id);
		entries.put("created_at", this.createdAt.toString());
		entries.put("layout", LAYOUT);
		return (JSON.writeValueAsString(entries) + "\n").getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads the file.
	 * @throws ConfigurationException if it is not such a file, or one of a later version
	 */
	public static ArchiveIdentity parse(byte[] content, String place) {
		try {
			JsonNode entries = JSON.readTree(content);
			int layout = entries.path("layout").asInt(0);
			if (layout > LAYOUT) {
				throw new ConfigurationException("The archive of " + place + " has layout " + layout
						+ ", but this version supports only " + LAYOUT, "use the version that wrote it", null);
			}
			if (layout == LAYOUT) {
				return new ArchiveIdentity(entries.path("id").asString(""),
						Instant.parse(entries.path("created_at").asString("")));
			}
		}
		catch (JacksonException | IllegalArgumentException | DateTimeException ex) {
			throw unreadable(place, ex);
		}
		throw unreadable(place, null);
	}

	private static ConfigurationException unreadable(String place, @Nullable Exception cause) {
		return new ConfigurationException(place + ", which identifies the archive, has other content",
				"put the file back from a backup, or delete it: the next execution writes it again", cause);
	}

}
