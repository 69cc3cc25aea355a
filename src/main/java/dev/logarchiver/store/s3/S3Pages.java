package dev.logarchiver.store.s3;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of a listing one after the other, as they are asked for, and ends where
 * a server leads in a circle: each page is compared with an earlier one, which is a later
 * one from time to time (Brent's algorithm), so that a circle of any length is found in
 * constant memory.
 *
 * @param <T> the type of what is listed
 */
final class S3Pages<T> implements Iterator<S3Pages.Page<T>> {

	/** Servers may give empty pages, such as where much was deleted. */
	private static final int MOST_EMPTY = 10_000;

	private static final String REMEDY = "check what is between it and this program, or ask those who run the server";

	private final String what;

	private final Function<Optional<Object>, Page<T>> request;

	private @Nullable Page<T> last;

	private @Nullable Object compared;

	private long sinceCompared;

	private long untilNextCompared = 1;

	private int empty;

	private S3Pages(String what, Function<Optional<Object>, Page<T>> request) {
		this.what = what;
		this.request = request;
	}

	/**
	 * Reads a listing.
	 * @param request asks for the page that begins at a mark of the server, or for the
	 * first
	 * @return what the pages hold; reading it throws what {@link S3Failures} makes of
	 * failures
	 */
	static <T> Stream<T> of(String what, Function<Optional<Object>, Page<T>> request) {
		return StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(new S3Pages<>(what, request), Spliterator.NONNULL), false)
			.flatMap((page) -> page.items().stream());
	}

	@Override
	public boolean hasNext() {
		return this.last == null || this.last.truncated();
	}

	@Override
	public Page<T> next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		Page<T> before = this.last;
		Optional<Object> mark = (before != null) ? Optional.ofNullable(before.next()) : Optional.empty();
		Page<T> page = S3Failures.translate(this.what, () -> ask(mark));
		if (page.truncated()) {
			requireProgress(page, mark);
		}
		this.last = page;
		return page;
	}

	private Page<T> ask(Optional<Object> mark) {
		try {
			return this.request.apply(mark);
		}
		catch (IllegalArgumentException ex) {
			throw new OutOfReachException(this.what + " failed: the server's answer can't be read ("
					+ Printable.escape(String.valueOf(ex.getMessage())) + ")", REMEDY, ex);
		}
	}

	private void requireProgress(Page<T> page, Optional<Object> mark) {
		Object next = page.next();
		if (next == null) {
			throw endless("the server says that there is more, but not where");
		}
		this.empty = page.keys().isEmpty() ? this.empty + 1 : 0;
		Object sign = page.keys().isEmpty() ? next : page.keys();
		if (sign.equals(this.compared) || next.equals(mark.orElse(null)) || this.empty > MOST_EMPTY) {
			throw endless("the server keeps returning the same page");
		}
		if (++this.sinceCompared == this.untilNextCompared) {
			this.compared = sign;
			this.sinceCompared = 0;
			this.untilNextCompared *= 2;
		}
	}

	private OutOfReachException endless(String why) {
		return new OutOfReachException(this.what + " has no end: " + why, REMEDY, null);
	}

	/**
	 * A page of a listing.
	 *
	 * @param items what is wanted of it
	 * @param keys what distinguishes it from other pages
	 * @param truncated whether there are more
	 * @param next the server's mark of where the next page begins; {@code null} if it
	 * says none
	 */
	record Page<T>(List<T> items, List<String> keys, boolean truncated, @Nullable Object next) {
	}

}
