package dev.logarchiver.store.spool;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of all that is written to it. */
public final class Sha256 extends OutputStream {

	private final MessageDigest digest;

	public Sha256() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public void write(int value) {
		this.digest.update((byte) value);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		this.digest.update(bytes, offset, length);
	}

	/**
	 * Ends the digest, and begins the next one with nothing.
	 * @return the digest in lower-case hexadecimal digits
	 */
	public String toHex() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
