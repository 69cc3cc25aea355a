package dev.logarchiver.ledger;

/**
 * An upload in parts that is under way, or that a dead process left.
 *
 * @param job the name of the job whose execution began it
 * @param key the key that it was to have, below the store's prefix
 * @param uploadId the store's name for it
 */
public record RecordedUpload(String job, String key, String uploadId) {
}
