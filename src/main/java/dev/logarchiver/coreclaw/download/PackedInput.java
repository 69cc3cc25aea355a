package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.network.BlockInput;
import org.jspecify.annotations.Nullable;

/**
 * What is to be unpacked, watched on its way into a decoder: those of the JDK and others
 * take a connection that breaks in some places for the end of the text.
 */
final class PackedInput extends BlockInput {

	private long count;

	private @Nullable IOException failure;

	PackedInput(InputStream packed) {
		super(packed);
	}

	long count() {
		return this.count;
	}

	/** Why it could not be read to its end, which it says at every further read. */
	@Nullable IOException failure() {
		return this.failure;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
		try {
			int read = this.in.read(target, offset, length);
			this.count += Math.max(0, read);
			return read;
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

}
