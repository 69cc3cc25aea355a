package dev.logarchiver.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.lines.redaction.Redaction;
import dev.logarchiver.lines.redaction.SecretFinder;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.store.LogStore;

/**
 * Looks for secrets in texts. For many threads.
 *
 * @param store where the texts are
 * @param redaction which secrets
 */
record SecretTexts(LogStore store, Redaction redaction) {

	private static final int BUFFER = 64 * 1024;

	void find(ArchivedLog log, Consumer<LoggedSecret> secrets) {
		long[] passed = { 0 };
		Texts.readOrReread(new ArchivedText(this.store, log), (text) -> {
			long[] found = { 0 };
			return read(text, this.redaction.finder((line, rule) -> {
				if (++found[0] > passed[0]) {
					secrets.accept(new LoggedSecret(log, line, rule));
					passed[0]++;
				}
			}));
		});
	}

	private static boolean read(InputStream text, SecretFinder finder) throws IOException {
		byte[] buffer = new byte[BUFFER];
		for (int size = text.read(buffer); size >= 0; size = text.read(buffer)) {
			finder.write(buffer, 0, size);
		}
		finder.finish();
		return true;
	}

}
