package dev.logarchiver.archiving;

import dev.logarchiver.lines.redaction.Redaction;
import dev.logarchiver.lines.redaction.RedactionProperties;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.Spool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Begins to record texts, all of them alike. Safe for use by many threads. */
@Component
final class Recordings {

	private final Spool spool;

	private final @Nullable Redaction redaction;

	private final SourceTexts sources;

	@Autowired
	Recordings(Spool spool, RedactionProperties settings, SourceTexts sources) {
		this(spool, sources, settings.redaction());
	}

	private Recordings(Spool spool, SourceTexts sources, @Nullable Redaction redaction) {
		this.spool = spool;
		this.sources = sources;
		this.redaction = redaction;
	}

	Recording begin() {
		return new Recording(this.spool, this.redaction, this.sources);
	}

	/** Where they are kept. */
	Spool spool() {
		return this.spool;
	}

	/**
	 * By which rules secrets are taken out.
	 * @return the digest of the rules; null where none are
	 */
	@Nullable String rules() {
		return (this.redaction != null) ? this.redaction.digest() : null;
	}

	Recordings compressingAs(Compression compression) {
		return new Recordings(this.spool.with(compression), this.sources, this.redaction);
	}

	/** The same that leave texts as they are. */
	Recordings unredacted() {
		return new Recordings(this.spool, this.sources, null);
	}

}
