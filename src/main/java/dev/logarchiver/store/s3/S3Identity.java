package dev.logarchiver.store.s3;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.s3.S3Bucket.Written;
import org.jspecify.annotations.Nullable;

/**
 * The file that names the archive, in a bucket. Where two programs begin an archive at
 * once, both take the identity that is there in the end.
 *
 * @param bucket the bucket
 * @param pause how long to wait for what another program may be writing, where the server
 * ignores that the key is to be free
 */
record S3Identity(S3Bucket bucket, Duration pause) {

	Optional<ArchiveIdentity> read() {
		return content().map((content) -> ArchiveIdentity.parse(content, place()));
	}

	private Optional<byte[]> content() {
		return S3Files.read(this.bucket, ArchiveIdentity.KEY, ArchiveIdentity.LONGEST);
	}

	/**
	 * Writes the file, which wasn't there a moment ago: if it is now, others write it.
	 */
	ArchiveIdentity write(ArchiveIdentity identity) {
		if (read().isPresent() || !isTakenAfter(identity)) {
			pauseForOthers();
		}
		return read().orElseThrow(() -> new StoreException(StoreException.ERROR,
				place() + " isn't there, although the server accepted it"));
	}

	/** Whether the server refuses to write the file a second time, as it should. */
	private boolean isTakenAfter(ArchiveIdentity identity) {
		S3WriteOnce once = new S3WriteOnce(place(), (_) -> {
		});
		return S3Failures.translate("Storing " + place(), () -> {
			if (once.write((condition) -> put(identity.toJson(), condition)).isPresent()) {
				once.tryOut(() -> writeAgain(identity.toJson()));
			}
			return !once.looksFirst();
		});
	}

	/**
	 * Finds out whether the server overwrites what is to be written once, by the file as
	 * it is there: where it does, the version that was written in vain is taken back.
	 * @return what was written; empty where the server kept the file, or there is none
	 */
	Optional<Written> tryToOverwrite() {
		return writeAgain(content()
			.orElseThrow(() -> new StoreException(StoreException.ERROR, place() + " isn't there any more")));
	}

	private Optional<Written> writeAgain(byte[] content) {
		Optional<Written> overwritten = put(content, "*");
		overwritten.filter(Written::isOneOfMany)
			.ifPresent((written) -> new S3FirstVersion(this.bucket).takeBack(ArchiveIdentity.KEY, written));
		return overwritten;
	}

	/**
	 * Writes the file.
	 * @return what was written; empty where it is there already, and the server keeps it
	 */
	private Optional<Written> put(byte[] content, @Nullable String condition) {
		return this.bucket.put(ArchiveIdentity.KEY, "application/json", content, condition);
	}

	private void pauseForOthers() {
		try {
			Thread.sleep(this.pause);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Storing " + place() + " was interrupted");
		}
	}

	private String place() {
		return this.bucket.uri(ArchiveIdentity.KEY);
	}

}
