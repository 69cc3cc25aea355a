package dev.logarchiver.state;

import java.util.Optional;

/**
 * The key of the hashes by which the ledger knows texts again that nobody must be able to
 * guess from it. It is made when it is needed first, and kept beside the ledger: two
 * processes that need it at once get the same one. Thread-safe.
 */
public interface HashKey {

	/** How long it is, in bytes. */
	int LENGTH = 32;

	/**
	 * The key, if there is one.
	 * @return the key; empty where none was ever made, or it is lost
	 */
	Optional<byte[]> find();

	/**
	 * The key, which is made at need.
	 * @return the key, which is kept for good
	 */
	byte[] obtain();

}
