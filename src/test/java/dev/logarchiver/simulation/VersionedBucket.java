package dev.logarchiver.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The objects of a bucket in memory, with versions and locks by the rules of S3. For one
 * thread at a time.
 */
final class VersionedBucket {

	private static final List<String> LOCK = List.of("x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date",
			"x-amz-object-lock-legal-hold");

	/** Versions of each key, the newest first. */
	private final SortedMap<String, List<VersionedObject>> objects = new TreeMap<>();

	final Map<String, Upload> uploads = new TreeMap<>();

	final boolean locks;

	boolean versioned;

	/** What new objects are kept for unless they say it themselves. */
	@Nullable Duration defaultRetention;

	private int lastId;

	VersionedBucket(boolean locks) {
		this.locks = locks;
		this.versioned = locks;
	}

	/**
	 * Stores an object.
	 * @param conditions whether the condition that there is none counts
	 */
	VersionedObject put(String key, byte[] content, Map<String, String> headers, boolean conditions) {
		require(content, headers);
		if (conditions && headers.containsKey("if-none-match") && newest(key) != null) {
			throw new Refusal(412, "PreconditionFailed", "it is there");
		}
		return add(key, content, "\"" + HexFormat.of().formatHex(md5(content)) + "\"", headers);
	}

	private void require(byte[] content, Map<String, String> headers) {
		String digest = headers.get("content-md5");
		if (digest != null && !digest.equals(Base64.getEncoder().encodeToString(md5(content)))) {
			throw new Refusal(400, "BadDigest", "other bytes arrived than were sent");
		}
		boolean lock = LOCK.stream().anyMatch(headers::containsKey);
		if (lock && !this.locks) {
			throw new Refusal(400, "InvalidRequest", "Bucket is missing ObjectLockConfiguration");
		}
		boolean checked = digest != null
				|| headers.keySet().stream().anyMatch((name) -> name.startsWith("x-amz-checksum-"));
		if ((lock || this.defaultRetention != null) && !checked) {
			throw new Refusal(400, "InvalidRequest",
					"Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters");
		}
	}

	VersionedObject add(String key, byte @Nullable [] content, String etag, Map<String, String> headers) {
		String id = this.versioned ? "v" + ++this.lastId : "null";
		VersionedObject object = new VersionedObject(id, content, etag, headers);
		if (content != null && object.retainUntil == null && this.defaultRetention != null) {
			object.mode = "GOVERNANCE";
			object.retainUntil = Instant.now().plus(this.defaultRetention);
		}
		List<VersionedObject> versions = this.objects.computeIfAbsent(key, (_) -> new ArrayList<>());
		versions.removeIf((version) -> version.id.equals(id));
		versions.addFirst(object);
		return object;
	}

	/** The newest version that is no mark of a deletion. */
	@Nullable VersionedObject newest(String key) {
		List<VersionedObject> versions = this.objects.getOrDefault(key, List.of());
		return (versions.isEmpty() || versions.getFirst().isMark()) ? null : versions.getFirst();
	}

	VersionedObject find(String key, @Nullable String version) {
		VersionedObject found = (version == null) ? newest(key)
				: this.objects.getOrDefault(key, List.of())
					.stream()
					.filter((object) -> object.id.equals(version))
					.findFirst()
					.orElse(null);
		if (found == null) {
			throw new Refusal(404, (version == null) ? "NoSuchKey" : "NoSuchVersion", "there is none");
		}
		if (found.isMark()) {
			throw new Refusal(405, "MethodNotAllowed", "it is the mark of a deletion");
		}
		return found;
	}

	void delete(String key, @Nullable String version) {
		if (version == null && this.versioned) {
			add(key, null, "", Map.of());
			return;
		}
		List<VersionedObject> versions = this.objects.getOrDefault(key, new ArrayList<>());
		String id = (version != null) ? version : "null";
		if (versions.stream().anyMatch((object) -> object.id.equals(id) && object.isLocked(Instant.now()))) {
			throw new Refusal(403, "AccessDenied", "forbidden by object lock");
		}
		versions.removeIf((object) -> object.id.equals(id));
		if (versions.isEmpty()) {
			this.objects.remove(key);
		}
	}

	Stream<Map.Entry<String, VersionedObject>> current(String prefix) {
		return keys(prefix).flatMap((key) -> Stream.ofNullable(newest(key)).map((object) -> Map.entry(key, object)));
	}

	Stream<Map.Entry<String, VersionedObject>> versions(String prefix) {
		return keys(prefix).flatMap(
				(key) -> this.objects.getOrDefault(key, List.of()).stream().map((version) -> Map.entry(key, version)));
	}

	private Stream<String> keys(String prefix) {
		return this.objects.keySet().stream().filter((key) -> key.startsWith(prefix));
	}

	static byte[] md5(byte[] content) {
		try {
			return MessageDigest.getInstance("MD5").digest(content);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An upload in parts.
	 *
	 * @param headers what the object is sent with
	 * @param parts the parts by their numbers
	 */
	record Upload(String key, Map<String, String> headers, SortedMap<Integer, byte[]> parts, Instant begun) {

		static Upload of(String key, Map<String, String> headers) {
			return new Upload(key, new HashMap<>(headers), new TreeMap<>(), Instant.now());
		}

	}

	/** What the server doesn't do. */
	static final class Refusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final int status;

		final String code;

		Refusal(int status, String code, String message) {
			super(message);
			this.status = status;
			this.code = code;
		}

	}

}
