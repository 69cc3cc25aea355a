package dev.logarchiver.store.s3;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.logarchiver.store.UploadLog;

/**
 * Remembers uploads, and lets a test act between their beginning and their first part.
 */
final class RecordedUploads implements UploadLog {

	final List<String> recorded = new CopyOnWriteArrayList<>();

	final Set<String> open = ConcurrentHashMap.newKeySet();

	volatile Runnable before = () -> {
	};

	@Override
	public void recorded(String key, String uploadId) {
		this.recorded.add(key);
		this.open.add(uploadId);
		this.before.run();
	}

	@Override
	public void ended(String uploadId) {
		this.open.remove(uploadId);
	}

}
