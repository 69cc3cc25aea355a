package dev.logarchiver.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A version of an object, or the mark of a deletion. Its locks change; the rest doesn't.
 */
final class VersionedObject {

	final String id;

	final byte @Nullable [] content;

	final String etag;

	/** What it was sent with, names in lower case. */
	final Map<String, String> headers;

	final Instant modified = Instant.now();

	@Nullable String mode;

	@Nullable Instant retainUntil;

	boolean held;

	VersionedObject(String id, byte @Nullable [] content, String etag, Map<String, String> headers) {
		this.id = id;
		this.content = content;
		this.etag = etag;
		this.headers = new TreeMap<>(headers);
		this.mode = headers.get("x-amz-object-lock-mode");
		String until = headers.get("x-amz-object-lock-retain-until-date");
		this.retainUntil = (until != null) ? Instant.parse(until) : null;
		this.held = "ON".equals(headers.get("x-amz-object-lock-legal-hold"));
	}

	boolean isMark() {
		return this.content == null;
	}

	/** The content of what is no mark. */
	byte[] bytes() {
		return (this.content != null) ? this.content : new byte[0];
	}

	boolean isLocked(Instant now) {
		return this.held || (this.retainUntil != null && this.retainUntil.isAfter(now));
	}

}
