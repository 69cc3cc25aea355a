package dev.logarchiver.archiving;

import java.io.IOException;
import java.io.OutputStream;

import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.lines.redaction.Redaction;
import dev.logarchiver.lines.redaction.Redactor;
import dev.logarchiver.store.Redacted;
import dev.logarchiver.store.spool.Sha256;
import dev.logarchiver.store.spool.Spool;
import dev.logarchiver.store.spool.SpoolWriter;
import org.jspecify.annotations.Nullable;

/**
 * A text being written into the spool, after its secrets were taken out of it where that
 * is wanted; a download that starts over starts a new one.
 */
final class Recording implements AutoCloseable {

	private final Spool spool;

	private final @Nullable Redaction redaction;

	private final SourceTexts sources;

	private SpoolWriter writer;

	private @Nullable Source source;

	Recording(Spool spool, @Nullable Redaction redaction, SourceTexts sources) {
		this.spool = spool;
		this.redaction = redaction;
		this.sources = sources;
		this.writer = spool.writer();
		this.source = source();
	}

	/** Forgets what came, also what was held back of it. */
	OutputStream restart() {
		close();
		this.writer = this.spool.writer();
		this.source = source();
		return (this.source != null) ? this.source : this.writer;
	}

	private @Nullable Source source() {
		return (this.redaction != null) ? new Source(this.redaction, this.writer) : null;
	}

	RecordedText finish() throws IOException {
		RedactedText redacted = (this.source != null) ? this.source.finish(this.sources) : null;
		return new RecordedText(this.writer.finish(), redacted);
	}

	@Override
	public void close() {
		this.writer.close();
	}

	/** The text as it comes, which nothing else sees. */
	private static final class Source extends OutputStream {

		private final Sha256 digest = new Sha256();

		private final String rules;

		private final Redactor redactor;

		Source(Redaction redaction, SpoolWriter writer) {
			this.rules = redaction.digest();
			this.redactor = redaction.redactor(writer);
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.digest.write(bytes, offset, length);
			this.redactor.write(bytes, offset, length);
		}

		RedactedText finish(SourceTexts sources) throws IOException {
			this.redactor.finish();
			return new RedactedText(new Redacted(this.redactor.redactions(), this.rules),
					sources.mac(this.digest.toHex()));
		}

	}

}
