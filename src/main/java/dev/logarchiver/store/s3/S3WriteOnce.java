package dev.logarchiver.store.s3;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps objects from being overwritten: by the server's {@code If-None-Match}, or, until
 * that was seen to work and where it doesn't, by a look before each write. Some servers
 * refuse the condition; Ceph ignores it in versioned buckets. Thread-safe.
 */
final class S3WriteOnce {

	private static final String ANY = "*";

	private static final int BAD_REQUEST = 400;

	private static final int NOT_IMPLEMENTED = 501;

	/** What servers say to a header that they don't know, by error code. */
	private static final Set<String> UNKNOWN_HEADER = Set.of("", "NotImplemented", "InvalidArgument", "InvalidRequest",
			"InvalidHeader", "UnsupportedHeader", "UnsupportedOperation", "BadRequest", "MethodNotAllowed");

	private final String what;

	private final Consumer<String> warnings;

	private final AtomicReference<Server> server = new AtomicReference<>(Server.UNTRIED);

	/**
	 * Creates a guard for one kind of write.
	 * @param what what is written where, for people
	 * @param warnings receives, once, what to know about the server
	 */
	S3WriteOnce(String what, Consumer<String> warnings) {
		this.what = what;
		this.warnings = warnings;
	}

	/** Whether the writer has to look whether the key is free. */
	boolean looksFirst() {
		return this.server.get() != Server.KEEPS;
	}

	/**
	 * Writes under a key that is free as far as anybody knows. A refusal that may mean
	 * the condition is tried without it, and does mean it where that succeeds.
	 * @param write takes the condition, or {@code null} for none
	 */
	<T> T write(Function<@Nullable String, T> write) {
		if (this.server.get() == Server.REFUSES) {
			return write.apply(null);
		}
		try {
			return write.apply(ANY);
		}
		catch (S3Exception ex) {
			if (this.server.get() == Server.KEEPS || !mayMeanTheCondition(ex)) {
				throw ex;
			}
			T result = write.apply(null);
			learn(Server.REFUSES, S3Failures.describe(ex));
			return result;
		}
	}

	private static boolean mayMeanTheCondition(S3Exception refusal) {
		return refusal.statusCode() == NOT_IMPLEMENTED
				|| (refusal.statusCode() == BAD_REQUEST && (UNKNOWN_HEADER.contains(S3Failures.code(refusal))
						|| String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("if-none-match")));
	}

	/**
	 * Makes sure, once, that the condition is kept.
	 * @param again writes the very object that is there once more, under the condition
	 * @return the result of that; empty if it was refused, as it should be, or nothing
	 * was tried
	 */
	<T> Optional<T> tryOut(Supplier<Optional<T>> again) {
		if (!this.server.compareAndSet(Server.UNTRIED, Server.IN_TRIAL)) {
			return Optional.empty();
		}
		try {
			Optional<T> overwritten = again.get();
			learn(overwritten.isPresent() ? Server.IGNORES : Server.KEEPS, "the same request twice succeeded twice");
			return overwritten;
		}
		finally {
			this.server.compareAndSet(Server.IN_TRIAL, Server.UNTRIED);
		}
	}

	private void learn(Server found, String sign) {
		if (this.server.getAndSet(found) != found && found != Server.KEEPS) {
			this.warnings.accept("For " + this.what + " the server " + found.name().toLowerCase(Locale.ROOT)
					+ " If-None-Match (" + sign + "): each key is looked up before it is written, and nothing is "
					+ "overwritten unless two processes write the same key at the same moment");
		}
	}

	/** What the server does with the condition. */
	private enum Server {

		UNTRIED, IN_TRIAL, KEEPS, IGNORES, REFUSES

	}

}
