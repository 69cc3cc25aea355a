package dev.logarchiver.simulation;

/**
 * What the storage says about a log's bytes.
 */
public enum Etag {

	/** The MD5 up to 8 MB, else opaque: as S3 does. */
	AS_S3,
	/** The MD5 of the bytes. */
	MD5,
	/** An MD5 that isn't that of the bytes. */
	WRONG_MD5,
	/** Changes with the bytes, but is no digest of them. */
	OPAQUE,
	/** Weak. */
	WEAK,
	/** None. */
	NONE

}
