package dev.logarchiver.reading;

import java.nio.file.Path;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.TextEntries;
import dev.logarchiver.store.LogStore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Opens archived logs in the middle. Thread-safe. */
@Component
public class EnterableTexts {

	private static final int MOST_CACHED = 1000;

	private final LogStore store;

	private final TextEntries entries;

	private final EntryCache cache;

	EnterableTexts(LogStore store, TextEntries entries, @Value("${archiver.state-dir}") String stateDirectory) {
		this.store = store;
		this.entries = entries;
		this.cache = new EntryCache(Path.of(stateDirectory), MOST_CACHED);
	}

	public EnterableText of(ArchivedLog log) {
		return new EnterableText(this.store, this.entries, this.cache, log);
	}

}
