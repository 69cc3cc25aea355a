package dev.logarchiver.store.s3;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Tries requests one after the other, and collects what isn't permitted. */
final class S3Permissions {

	private final S3Refusals refusals;

	private final Set<String> denied = new LinkedHashSet<>();

	private @Nullable SdkException denial;

	S3Permissions(S3Refusals refusals) {
		this.refusals = refusals;
	}

	/**
	 * Tries a request.
	 * @return its answer; empty if it is denied
	 */
	<T> Optional<T> attempt(String permission, Supplier<T> request) {
		try {
			return Optional.of(request.get());
		}
		catch (SdkException ex) {
			if (!S3Refusals.isDenial(ex)) {
				throw this.refusals.of(ex);
			}
			this.denied.add(permission);
			this.denial = ex;
			return Optional.empty();
		}
	}

	/** Tries a request that the server may refuse for any other reason than a denial. */
	void attemptAnyway(String permission, Runnable request) {
		try {
			request.run();
		}
		catch (SdkException ex) {
			if (S3Refusals.isDenial(ex)) {
				this.denied.add(permission);
				this.denial = ex;
			}
		}
	}

	/** Where something is missing, whatever others lack is named as well. */
	void requireAllWith(S3Permissions others) {
		this.denied.addAll((this.denial != null) ? others.denied : Set.of());
		requireAll();
	}

	void requireAll() {
		if (this.denial != null) {
			throw this.refusals.denied(this.denied, this.denial);
		}
	}

	/** Tries a request that not every server knows. */
	void attemptIfKnown(String permission, Runnable request) {
		try {
			request.run();
		}
		catch (SdkException ex) {
			if (S3Refusals.isDenial(ex)) {
				this.denied.add(permission);
			}
		}
	}

	void deny(String... permissions) {
		this.denied.addAll(List.of(permissions));
	}

	List<String> denied() {
		return List.copyOf(this.denied);
	}

}
