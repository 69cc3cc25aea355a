package dev.logarchiver.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a pattern in one text after the other, as they stream past: in constant
 * memory, whatever the length of their lines. For one thread at a time.
 */
public final class TextSearch {

	private static final int BUFFER = 64 * 1024;

	private final LineSearch search;

	private final int context;

	private final byte[] buffer = new byte[BUFFER];

	private final LineExcerpt excerpt = new LineExcerpt();

	private final Deque<FoundLine> before = new ArrayDeque<>();

	private @Nullable Found open;

	/**
	 * Prepares a search.
	 * @param pattern what to look for
	 * @param context how many lines before and after a hit are wanted too
	 */
	public TextSearch(LinePattern pattern, int context) {
		this.search = pattern.search();
		this.context = context;
	}

	/**
	 * Counts the lines of a text that have the pattern.
	 * @param text the text; stays open
	 * @throws IOException if the text can't be read
	 */
	long count(InputStream text) throws IOException {
		long[] found = { 0 };
		number(text, (_) -> ++found[0] > 0);
		return found[0];
	}

	/**
	 * Finds the numbers of the lines of a text that have the pattern.
	 * @param text the text; stays open
	 * @param reader is given each of them, 1 for the first line, and says whether to go
	 * on
	 * @throws IOException if the text can't be read
	 */
	public void number(InputStream text, LongPredicate reader) throws IOException {
		long number = 1;
		boolean begun = false;
		this.search.startLine();
		for (int size = text.read(this.buffer); size >= 0; size = text.read(this.buffer)) {
			int position = this.search.toLineEnd(this.buffer, 0, size);
			begun |= size > 0;
			while (position < size) {
				if (this.search.isFound() && !reader.test(number)) {
					return;
				}
				number++;
				this.search.startLine();
				begun = position + 1 < size;
				position = this.search.toLineEnd(this.buffer, position + 1, size);
			}
		}
		if (begun && this.search.isFound()) {
			boolean _ = reader.test(number);
		}
	}

	/**
	 * Finds the lines of a text that have the pattern.
	 * @param text the text; stays open
	 * @param reader is given each of them in its turn, and says whether to go on
	 * @throws IOException if the text can't be read
	 */
	void find(InputStream text, Predicate<Found> reader) throws IOException {
		long number = 1;
		boolean begun = false;
		startText();
		for (int size = text.read(this.buffer); size >= 0; size = text.read(this.buffer)) {
			int start = 0;
			for (int end = next(start, size); end < size; end = next(start, size)) {
				if (!endLine(number++, reader)) {
					return;
				}
				start = end + 1;
			}
			begun = start < size || (begun && start == 0);
		}
		if (begun && !endLine(number, reader)) {
			return;
		}
		close(reader);
	}

	private void startText() {
		this.search.startLine();
		this.excerpt.clear();
		this.before.clear();
		this.open = null;
	}

	/** Reads up to the end of the line, or of the buffer. */
	private int next(int start, int size) {
		int end = this.search.toLineEnd(this.buffer, start, size);
		if (end == size || this.context > 0 || this.search.isFound()) {
			this.excerpt.add(this.buffer, start, end, this.search.foundAt());
		}
		return end;
	}

	private boolean endLine(long number, Predicate<Found> reader) {
		boolean goOn = true;
		if (this.search.isFound()) {
			goOn = close(reader);
			this.open = new Found(this.excerpt.line(number), List.copyOf(this.before), new ArrayList<>());
			this.before.clear();
			goOn = goOn && (this.context > 0 || close(reader));
		}
		else if (this.context > 0) {
			goOn = beside(this.excerpt.line(number), reader);
		}
		this.search.startLine();
		this.excerpt.clear();
		return goOn;
	}

	private boolean beside(FoundLine line, Predicate<Found> reader) {
		Found hit = this.open;
		if (hit != null) {
			hit.after().add(line);
			return hit.after().size() < this.context || close(reader);
		}
		this.before.add(line);
		if (this.before.size() > this.context) {
			this.before.remove();
		}
		return true;
	}

	/** Passes on the hit that nothing more belongs to. */
	private boolean close(Predicate<Found> reader) {
		Found hit = this.open;
		this.open = null;
		return hit == null || reader.test(hit);
	}

	/** A line with what stands around it. */
	record Found(FoundLine line, List<FoundLine> before, List<FoundLine> after) {
	}

}
