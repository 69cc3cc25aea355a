package dev.logarchiver.lines.redaction;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds out which lines of one log have secrets, as {@link Redactor} would leave them
 * out. For one thread.
 */
public final class SecretFinder extends SecretStream {

	private final Reader reader;

	private final Set<String> inLine = new HashSet<>();

	private long line = 1;

	SecretFinder(SecretSearch search, Reader reader) {
		super(search);
		this.reader = reader;
	}

	@Override
	void pass(byte[] bytes, int from, int end) {
		for (int place = Passage.indexOf(bytes, from, end); place < end; place = Passage.indexOf(bytes, place + 1,
				end)) {
			this.line++;
			this.inLine.clear();
		}
	}

	@Override
	void found(String rule) {
		if (this.inLine.add(rule)) {
			this.reader.found(this.line, rule);
		}
	}

	/** Takes note of secrets. */
	@FunctionalInterface
	public interface Reader {

		/**
		 * Takes note of one or more.
		 * @param line the number of the line, 1 for the first one
		 * @param rule the name of the rule that found it
		 */
		void found(long line, String rule);

	}

}
