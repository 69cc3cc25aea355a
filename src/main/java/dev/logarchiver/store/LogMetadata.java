package dev.logarchiver.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What an object says about itself: with its key, enough to rebuild the ledger from the
 * store alone.
 *
 * @param worker the Worker as listed
 * @param run the run
 * @param revision 1 for the first final text of the run
 * @param sha256 of the uncompressed bytes, in lower case hex
 * @param size number of uncompressed bytes
 * @param status the state of the run when it was archived
 * @param startedAt when the run started, where the platform says
 * @param finishedAt when the run ended, where the platform says
 * @param requestId the platform's ID of the answer that gave the log, cut to
 * {@value #LONGEST_REQUEST_ID} characters as encoded; {@code null} if it is empty,
 * because servers lose empty headers
 * @param archivedAt when these bytes were stored: distinguishes attempts
 * @param completeness whether it is the whole text
 * @param partial whether the run was still going on
 * @param errorLines how many error lines the log has, where they were counted
 * @param redacted what was made unreadable in the text; {@code null} where nothing was
 * looked for
 */
public record LogMetadata(WorkerId worker, RunId run, int revision, String sha256, long size, RunStatus status,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable String requestId, Instant archivedAt,
		Completeness completeness, boolean partial, @Nullable Long errorLines, @Nullable Redacted redacted) {

	/** Keeps all entries together far within the 2 KB that S3 allows. */
	static final int LONGEST_REQUEST_ID = 256;

	private static final String REDACTIONS = "redactions";

	private static final String RULES = "redaction-rules";

	private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

	public LogMetadata {
		if (revision < 1) {
			throw new IllegalArgumentException("Revision " + revision + ": expected 1 or more");
		}
		if (!SHA_256.matcher(sha256).matches()) {
			throw new IllegalArgumentException(
					"'" + Printable.escape(sha256) + "' is not a SHA-256: expected 64 lower case hex digits");
		}
		if (size < 0) {
			throw new IllegalArgumentException("Size " + size + ": expected 0 or more");
		}
		if (errorLines != null && errorLines < 0) {
			throw new IllegalArgumentException("Error lines " + errorLines + ": expected 0 or more");
		}
		requestId = (requestId != null && !requestId.isEmpty()) ? MetadataText.cut(requestId, LONGEST_REQUEST_ID)
				: null;
	}

	/**
	 * Writes the entries as the store keeps them.
	 * @return names and values in ASCII without control characters, together under 2 KB
	 */
	public Map<String, String> toMap() {
		Map<String, String> entries = new LinkedHashMap<>();
		entries.put("worker-id", this.worker.value());
		entries.put("run-id", this.run.value());
		entries.put("revision", Integer.toString(this.revision));
		entries.put("sha256", this.sha256);
		entries.put("size", Long.toString(this.size));
		entries.put("run-status", this.status.toString());
		putIfKnown(entries, "started-at", this.startedAt);
		putIfKnown(entries, "finished-at", this.finishedAt);
		putIfKnown(entries, "request-id", (this.requestId != null) ? MetadataText.encode(this.requestId) : null);
		entries.put("archived-at", this.archivedAt.toString());
		entries.put("completeness", this.completeness.toString());
		entries.put("partial", Boolean.toString(this.partial));
		putIfKnown(entries, "error-lines", this.errorLines);
		putIfKnown(entries, REDACTIONS, (this.redacted != null) ? this.redacted.redactions() : null);
		putIfKnown(entries, RULES, (this.redacted != null) ? this.redacted.rules() : null);
		return entries;
	}

	private static void putIfKnown(Map<String, String> entries, String name, @Nullable Object value) {
		if (value != null) {
			entries.put(name, value.toString());
		}
	}

	/**
	 * Reads the entries of an object.
	 * @param entries names and values as the store keeps them; others than ours are
	 * ignored
	 * @return what they say
	 * @throws IllegalArgumentException if an entry is missing or bad; the message names
	 * it
	 */
	public static LogMetadata of(Map<String, String> entries) {
		return new LogMetadata(required(entries, "worker-id", WorkerId::new), required(entries, "run-id", RunId::new),
				required(entries, "revision", Integer::parseInt), required(entries, "sha256", LogMetadata::sha256),
				required(entries, "size", Long::parseLong), required(entries, "run-status", RunStatus::parse),
				optional(entries, "started-at", Instant::parse), optional(entries, "finished-at", Instant::parse),
				optional(entries, "request-id", MetadataText::decode), required(entries, "archived-at", Instant::parse),
				required(entries, "completeness", (text) -> Completeness.valueOf(text.toUpperCase(Locale.ROOT))),
				required(entries, "partial", LogMetadata::flag), optional(entries, "error-lines", Long::valueOf),
				redacted(entries));
	}

	private static @Nullable Redacted redacted(Map<String, String> entries) {
		Long redactions = optional(entries, REDACTIONS, LogMetadata::count);
		return (redactions != null) ? required(entries, RULES, (rules) -> new Redacted(redactions, rules)) : null;
	}

	/**
	 * Whether an object was stored by the very attempt that this is the metadata of.
	 * @return {@code true} where Worker, run, bytes and time agree
	 */
	public boolean isOf(StoredObject object) {
		try {
			LogMetadata other = of(object.metadata());
			return this.worker.equals(other.worker) && this.run.equals(other.run) && this.sha256.equals(other.sha256)
					&& this.archivedAt.equals(other.archivedAt);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static <T> T required(Map<String, String> entries, String name, Function<String, T> parser) {
		T value = optional(entries, name, parser);
		if (value == null) {
			throw new IllegalArgumentException("Metadata entry '" + name + "' is missing");
		}
		return value;
	}

	private static <T> @Nullable T optional(Map<String, String> entries, String name, Function<String, T> parser) {
		String text = entries.get(name);
		if (text == null) {
			return null;
		}
		try {
			return parser.apply(text);
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new IllegalArgumentException(
					"Metadata entry '" + name + "' has a bad value: '" + Printable.escape(text) + "'", ex);
		}
	}

	private static String sha256(String text) {
		if (!SHA_256.matcher(text).matches()) {
			throw new IllegalArgumentException("not a SHA-256");
		}
		return text;
	}

	private static long count(String text) {
		long count = Long.parseLong(text);
		if (count < 0) {
			throw new IllegalArgumentException("negative");
		}
		return count;
	}

	private static boolean flag(String text) {
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("neither true nor false");
		};
	}

}
