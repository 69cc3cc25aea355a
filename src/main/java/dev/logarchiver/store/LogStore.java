package dev.logarchiver.store;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * Where logs are kept. Every implementation keeps this contract:
 * <ul>
 * <li>Final objects are written once. {@link #put} never overwrites, also when several
 * threads or processes put the same key at once: exactly one of them stores its
 * bytes.</li>
 * <li>An object is there whole or not at all, with its metadata. After a failure nothing
 * is left behind but, at worst, an {@linkplain #openUploads() open upload}, or the whole
 * object where only the news of it got lost.</li>
 * <li>Every method may be called by many threads at once and may be repeated: the second
 * call finds what the first has done.</li>
 * <li>The store itself retries what may pass, a bounded number of times. What it throws
 * is for the caller: {@link StoreException} where one object is concerned (permanent:
 * trying again at once is useless), {@link OutOfReachException} where the store as a
 * whole can't be used, and {@link java.util.concurrent.CancellationException} where the
 * calling thread was interrupted.</li>
 * <li>Keys are below the store's prefix. Those that are text may name foreign objects, as
 * {@link #list} shows them; one that leads out of a directory is an
 * {@link IllegalArgumentException}.</li>
 * </ul>
 */
public interface LogStore extends AutoCloseable {

	/** The longest that a link can be valid: S3 signs none for longer. */
	Duration LONGEST_LINK = Duration.ofDays(7);

	/** As many objects as S3 deletes with one request. */
	int MOST_DELETED_AT_ONCE = 1000;

	/**
	 * Stores a log under a key that is free.
	 * @return {@link PutResult.Stored}, also where an earlier try of this very call had
	 * got through unnoticed; {@link PutResult.AlreadyThere} where the key was taken
	 */
	PutResult put(ObjectKey key, SpooledLog text, LogMetadata metadata);

	/**
	 * Stores the log of a run that goes on, in the place of an earlier text of it.
	 * @param key where to; a partial key
	 * @throws IllegalArgumentException if the key is not partial
	 */
	void replace(ObjectKey key, SpooledLog text, LogMetadata metadata);

	/**
	 * Describes an object.
	 * @param key its key below the prefix, ours or foreign
	 * @return the object with its metadata; empty if there is none
	 */
	Optional<StoredObject> find(String key);

	/**
	 * Describes an object of ours.
	 * @see #find(String)
	 */
	default Optional<StoredObject> find(ObjectKey key) {
		return find(key.value());
	}

	/**
	 * Reads an object.
	 * @param key its key below the prefix, ours or foreign
	 * @return the bytes as stored, to be closed by the caller; reading may fail with
	 * {@link java.io.IOException} and isn't retried
	 * @throws NoSuchObjectException if there is no such object
	 */
	InputStream open(String key);

	/**
	 * Reads an object of ours.
	 * @see #open(String)
	 */
	default InputStream open(ObjectKey key) {
		return open(key.value());
	}

	/**
	 * Makes a link to an object for somebody without this program. A URL is not written
	 * down anywhere, and nobody looks whether the object is there.
	 * @param key which object
	 * @param validity for how long, from a second to {@link #LONGEST_LINK}; a file's path
	 * has no end
	 * @return the link
	 */
	LogLink link(ObjectKey key, Duration validity);

	/**
	 * Reads a part of an object.
	 * @param key its key below the prefix, ours or foreign
	 * @param offset where the part begins, in bytes as stored
	 * @param length how many bytes are wanted, 1 or more; fewer come where the object
	 * ends before, none where it ends before the offset
	 * @return the bytes, as those of {@link #open(String)}; only these are transferred
	 * @throws NoSuchObjectException if there is no such object
	 */
	InputStream open(String key, long offset, long length);

	/** Removes an object. It is fine if there is none. */
	void delete(ObjectKey key);

	/**
	 * Deletes objects for good: all versions of them, where the store keeps versions.
	 * @param keys which ones, of which there may be none; up to
	 * {@value #MOST_DELETED_AT_ONCE}
	 * @return what became of each, in the order of the keys
	 */
	List<Deletion> deleteForGood(List<ObjectKey> keys);

	/**
	 * Puts an object under a legal hold, or lifts it.
	 * @return {@code false} where the store has no legal holds, or there is no such
	 * object
	 */
	boolean hold(ObjectKey key, boolean held);

	/** What the program keeps beside the logs. */
	ArchiveFiles files();

	/**
	 * Lists all objects below the prefix, foreign ones too, in no particular order. Empty
	 * folder markers of S3 consoles, hidden files of a directory and what the program
	 * keeps under {@code _log-archiver} are left out.
	 * @return the objects, fetched page by page as they are read, which is when the
	 * exceptions of this type are thrown; to be closed by the caller
	 */
	Stream<ListedObject> list();

	/**
	 * Reads which archive this is.
	 * @return its identity; empty if it has none yet
	 * @throws ConfigurationException if the file that says so holds something else
	 */
	Optional<ArchiveIdentity> identity();

	/**
	 * Gives an archive that has no identity one. Of several programs that do so at once,
	 * all get the same.
	 * @throws ConfigurationException if the file that says so holds something else
	 */
	ArchiveIdentity identify(ArchiveIdentity identity);

	/**
	 * Makes sure, before the first Worker, that the bucket or directory is there and the
	 * credentials are accepted.
	 * @throws ConfigurationException if the user has to change something
	 */
	void check();

	/**
	 * Does all that {@link #check} does and, with a small object of its own, all that
	 * archiving needs: writes it, fails to overwrite it, reads it back, compares and
	 * deletes it.
	 * @return what archiving can do without
	 * @throws ConfigurationException if the user has to change something
	 */
	StoreFindings probe();

	/**
	 * Names the store for people.
	 * @return {@code s3://bucket/prefix} or {@code file:/directory}
	 */
	String uri();

	/**
	 * Finds uploads that were begun below the prefix and never ended, by anybody.
	 * @return the uploads, those of living processes among them
	 */
	List<OpenUpload> openUploads();

	/**
	 * Ends an upload and frees its room. It is fine if there is none.
	 * @param key the key that it was to have, below the prefix
	 */
	void abort(String key, String uploadId);

	@Override
	void close();

}
