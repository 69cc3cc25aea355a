package dev.logarchiver.web.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.search.TextSearch;

/**
 * Lines that have what a user searches for.
 *
 * @param name what tells the search from others
 * @param pattern what to look for
 */
record MatchesSought(String name, LinePattern pattern) implements Sought {

	@Override
	public int context() {
		return 0;
	}

	@Override
	public void find(InputStream text, LongPredicate reader) throws IOException {
		new TextSearch(this.pattern, 0).number(text, reader);
	}

}
