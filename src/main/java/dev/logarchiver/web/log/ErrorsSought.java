package dev.logarchiver.web.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongPredicate;

import dev.logarchiver.lines.errors.ErrorPattern;
import dev.logarchiver.lines.errors.ErrorStream;

/**
 * Error lines.
 *
 * @param pattern which lines are errors
 */
record ErrorsSought(ErrorPattern pattern) implements Sought {

	private static final int BUFFER = 64 * 1024;

	/** A trace is one error, so it matters what stands around a line. */
	private static final int CONTEXT = 200;

	@Override
	public String name() {
		return "errors";
	}

	@Override
	public int context() {
		return CONTEXT;
	}

	@Override
	public void find(InputStream text, LongPredicate reader) throws IOException {
		boolean[] enough = { false };
		ErrorStream<Long> errors = new ErrorStream<>(this.pattern, (number, _, _) -> number,
				(number) -> enough[0] = enough[0] || !reader.test(number));
		byte[] buffer = new byte[BUFFER];
		for (int size = text.read(buffer); size >= 0 && !enough[0]; size = text.read(buffer)) {
			errors.add(buffer, 0, size);
		}
		errors.finish();
	}

}
