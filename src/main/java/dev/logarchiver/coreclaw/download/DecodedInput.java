package dev.logarchiver.coreclaw.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipException;

import dev.logarchiver.network.BlockInput;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a coding, of several members too, and reads to the very end of what is encoded.
 * What is not encoded so is a {@link ZipException} with the name of the coding; an
 * exception of the encoded stream itself is passed on.
 */
final class DecodedInput extends BlockInput {

	private final PackedInput packed;

	private final Coding coding;

	private @Nullable InputStream text;

	DecodedInput(InputStream encoded, Coding coding) {
		this(new PackedInput(encoded), coding);
	}

	private DecodedInput(PackedInput packed, Coding coding) {
		super(packed);
		this.packed = packed;
		this.coding = coding;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		try {
			if (this.text == null) {
				this.text = this.coding.undo(this.packed);
			}
			int count = this.text.read(target, offset, length);
			if (count < 0) {
				// what follows the text doesn't matter, but that it came does
				this.packed.transferTo(OutputStream.nullOutputStream());
			}
			return count;
		}
		catch (IOException ex) {
			IOException failure = this.packed.failure();
			if (failure != null) {
				throw failure;
			}
			if (this.packed.count() == 0) {
				return -1;
			}
			throw new ZipException(this.coding.toString());
		}
	}

	@Override
	public void close() throws IOException {
		if (this.text != null) {
			this.text.close();
		}
	}

}
