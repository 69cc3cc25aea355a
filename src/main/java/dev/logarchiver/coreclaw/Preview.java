package dev.logarchiver.coreclaw;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the platform shows of a log. A long one is not kept, as hardly any is
 * ever needed: {@link CoreClawClient#preview} asks for it again.
 */
public final class Preview {

	/** No lines. */
	public static final Preview NONE = new Preview(new byte[0], "", null);

	private static final int LONGEST_KEPT = 64 * 1024;

	private final byte @Nullable [] text;

	private final String source;

	private final @Nullable RunId run;

	private Preview(byte @Nullable [] text, String source, @Nullable RunId run) {
		this.text = text;
		this.source = source;
		this.run = run;
	}

	public boolean isEmpty() {
		return this.text != null && this.text.length == 0;
	}

	/**
	 * Writes what is kept.
	 * @return whether that was all; else nothing was written
	 */
	boolean writeTo(OutputStream out) throws IOException {
		if (this.text == null) {
			return false;
		}
		out.write(this.text);
		return true;
	}

	String source() {
		return this.source;
	}

	/**
	 * Whether another answer to that call is about the same run, as far as it says so.
	 */
	boolean isOf(LogAnswer answer) {
		return this.run == null || answer.runInUrl().map(this.run::equals).orElse(true);
	}

	Preview of(@Nullable RunId owner) {
		return new Preview(this.text, this.source, owner);
	}

	/** Takes in the lines, as far as they are kept. */
	static final class Collector extends OutputStream {

		private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream();

		Collector restart() {
			this.kept = new ByteArrayOutputStream();
			return this;
		}

		@Override
		public void write(int value) {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			if (this.kept != null && this.kept.size() + length > LONGEST_KEPT) {
				this.kept = null;
			}
			if (this.kept != null) {
				this.kept.write(bytes, offset, length);
			}
		}

		Preview preview(String source) {
			return new Preview((this.kept != null) ? Objects.requireNonNull(this.kept).toByteArray() : null, source,
					null);
		}

	}

}
