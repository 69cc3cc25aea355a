package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;

/** How a text is packed: as the storage says, and beneath that perhaps once more. */
final class Packing {

	private static final int MAGIC = 4;

	private final List<Coding> said;

	private final SizeBounds bounds;

	private final boolean suspicious;

	private boolean found;

	/**
	 * Packed as an answer says.
	 * @param suspicious whether to look if it is packed although nobody says so
	 */
	Packing(List<Coding> said, SizeBounds bounds, boolean suspicious) {
		this.said = said;
		this.bounds = bounds;
		this.suspicious = suspicious;
	}

	boolean isSaid() {
		return !this.said.isEmpty();
	}

	boolean isFound() {
		return this.found;
	}

	/**
	 * Unpacks a log that lies there packed too: what is wanted is its text.
	 * @param fromStart whether it begins with the first byte
	 */
	InputStream undo(InputStream body, boolean fromStart) throws IOException {
		InputStream source = body;
		for (Coding coding : this.said.reversed()) {
			source = this.bounds.keep(new DecodedInput(source, coding));
		}
		if (!this.suspicious || !fromStart) {
			return source;
		}
		byte[] start = source.readNBytes(MAGIC);
		InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), source);
		Coding coding = Coding.of(start);
		this.found = coding != null;
		return (coding != null) ? new DecodedInput(whole, coding) : whole;
	}

}
