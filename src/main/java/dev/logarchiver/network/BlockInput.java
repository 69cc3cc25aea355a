package dev.logarchiver.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that looks at the bytes which pass through it, a block at a time: a single
 * byte is a block too.
 */
public abstract class BlockInput extends FilterInputStream {

	protected BlockInput(InputStream source) {
		super(source);
	}

	@Override
	public final int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	@Override
	public final boolean markSupported() {
		return false;
	}

	@Override
	public abstract int read(byte[] target, int offset, int length) throws IOException;

}
