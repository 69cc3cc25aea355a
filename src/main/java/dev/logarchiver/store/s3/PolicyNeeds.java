package dev.logarchiver.store.s3;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the settings need beyond what every archive does.
 *
 * @param deletion whether logs are deleted for good, in all their versions
 * @param locks whether logs are locked
 * @param tags whether they are tagged
 * @param encryptionKey the key that they are encrypted with; {@code null} for none of the
 * user's own
 */
record PolicyNeeds(boolean deletion, boolean locks, boolean tags, @Nullable String encryptionKey) {

	static final PolicyNeeds NONE = new PolicyNeeds(false, false, false, null);

	static PolicyNeeds of(S3Settings settings, boolean retention) {
		boolean locks = settings.lock() != null;
		return new PolicyNeeds(retention || locks, locks, !settings.tags().isEmpty(), settings.encryptionKey());
	}

	List<String> ofObjects() {
		List<String> actions = new ArrayList<>();
		if (this.deletion) {
			actions.add(BucketPolicy.DELETE_VERSION);
		}
		if (this.locks) {
			actions.addAll(List.of(BucketPolicy.PUT_RETENTION, "s3:GetObjectRetention", "s3:PutObjectLegalHold",
					"s3:GetObjectLegalHold"));
		}
		if (this.tags) {
			actions.add("s3:PutObjectTagging");
		}
		return actions;
	}

	/** Those that know a condition on the prefix. */
	List<String> ofListings() {
		return this.deletion ? List.of(BucketPolicy.LIST_VERSIONS) : List.of();
	}

	List<String> ofBucket() {
		return this.locks ? List.of(BucketPolicy.GET_LOCK) : List.of();
	}

}
