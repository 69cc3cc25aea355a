package dev.logarchiver.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.reading.ArchivedText;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.NoSuchObjectException;

/**
 * Searches the texts that a request is about, each with what was set up for earlier ones.
 * For many threads.
 */
final class Texts {

	private final LogStore store;

	private final SearchRequest request;

	private final Queue<TextSearch> idle = new ConcurrentLinkedQueue<>();

	Texts(LogStore store, SearchRequest request) {
		this.store = store;
		this.request = request;
	}

	void find(ArchivedLog log, Consumer<Hit> hits) {
		long[] passed = { 0 };
		read(log, (search, text) -> {
			long[] found = { 0 };
			search.find(text, (line) -> {
				if (++found[0] > passed[0]) {
					hits.accept(new Hit(log, line.line(), line.before(), line.after()));
					passed[0]++;
				}
				return !this.request.firstOnly();
			});
			return true;
		});
	}

	void count(ArchivedLog log, Consumer<LogHits> hits) {
		long count = read(log, TextSearch::count);
		if (count > 0) {
			hits.accept(new LogHits(log, count));
		}
	}

	private <R> R read(ArchivedLog log, Reading<R> reading) {
		TextSearch search = take();
		R result = readOrReread(new ArchivedText(this.store, log), (text) -> reading.read(search, text));
		this.idle.add(search);
		return result;
	}

	/**
	 * Reads a text, and where that fails, once more from its beginning: a connection may
	 * break, and what comes then is the same.
	 */
	static <R> R readOrReread(ArchivedText archived, ArchivedText.Reading<R> reading) {
		try {
			return archived.read(reading);
		}
		catch (NoSuchObjectException ex) {
			throw ex;
		}
		catch (StoreException ex) {
			return archived.read(reading);
		}
	}

	private TextSearch take() {
		TextSearch known = this.idle.poll();
		return (known != null) ? known : new TextSearch(this.request.pattern(), this.request.context());
	}

	/** What is done with a text. */
	private interface Reading<R> {

		R read(TextSearch search, InputStream text) throws IOException;

	}

}
