package dev.logarchiver.store;

import java.util.List;
import java.util.Optional;

/**
 * What the program keeps in the store beside the logs, below {@code _log-archiver/}. As
 * with logs, a file is there whole or not at all, every method may be called by many
 * threads and may be repeated, and the store itself retries what may pass.
 */
public interface ArchiveFiles {

	/**
	 * Writes a file whose name is free.
	 * @param name its name below {@code _log-archiver/}, such as
	 * {@code pruned/7.jsonl.gz}
	 * @return {@code false} where there is such a file, which stays as it is
	 */
	boolean create(String name, byte[] content);

	/** Writes a file in the place of an earlier one, where there is one. */
	void write(String name, byte[] content);

	/**
	 * Reads a file.
	 * @return its content; empty where there is none
	 */
	Optional<byte[]> read(String name);

	/**
	 * Lists files.
	 * @param folder what their names begin with, ending in a slash
	 * @return their names, in their order
	 */
	List<String> list(String folder);

	/** Removes a file. It is fine if there is none. */
	void delete(String name);

}
