package dev.logarchiver.job.window;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Work on texts.
 *
 * @param items the texts
 * @param work what becomes of one; what it throws is the text's own failure, but for a
 * broken program
 * @param written what was recorded
 */
record TextWork(Iterator<String> items, Function<String, String> work,
		List<String> written) implements WindowWork<String, String> {

	@Override
	public void open(ExecutionContext context) {
	}

	@Override
	public @Nullable String read() {
		return this.items.hasNext() ? this.items.next() : null;
	}

	@Override
	public String process(String item) {
		return this.work.apply(item);
	}

	@Override
	public Optional<String> failed(String item, Throwable problem) {
		return (problem instanceof LinkageError) ? Optional.empty() : Optional.of(item + ": " + problem.getMessage());
	}

	@Override
	public boolean isCertain(String result) {
		return true;
	}

	@Override
	public void conclude(String result) {
	}

	@Override
	public void write(List<String> results) {
		this.written.addAll(results);
	}

	@Override
	public void update(ExecutionContext context) {
	}

}
