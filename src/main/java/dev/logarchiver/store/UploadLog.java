package dev.logarchiver.store;

/**
 * Remembers uploads that are under way, so that those of a killed process can be aborted.
 * Implementations are thread-safe.
 */
public interface UploadLog {

	/** Remembers nothing. */
	UploadLog NONE = new UploadLog() {

		@Override
		public void recorded(String key, String uploadId) {
			// for stores whose owner doesn't sweep
		}

		@Override
		public void ended(String uploadId) {
			// for stores whose owner doesn't sweep
		}

	};

	/**
	 * An upload exists, and its first part is about to be sent. A failure aborts it.
	 * @param key the key that it will have, below the store's prefix
	 */
	void recorded(String key, String uploadId);

	/**
	 * An upload was completed or aborted. Not called where aborting failed: it still has
	 * to be swept. A failure is logged and changes nothing.
	 */
	void ended(String uploadId);

}
