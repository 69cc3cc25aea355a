package dev.logarchiver.cli.page;

import java.util.stream.Collectors;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.Occurrences;
import dev.logarchiver.search.FoundLine;
import dev.logarchiver.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * Prints lines that were found, a line each, as {@code grep} does: the lines around them
 * have a dash instead of the colon, and {@code --} stands where lines are left out. For
 * one thread.
 */
public final class HitPage {

	private static final String BEGIN_FOUND = "\u001b[1;31m";

	private static final String END_FOUND = "\u001b[0m";

	private static final String CUT = "...";

	/** Escapes are longer than what they stand for. */
	private static final int LONGEST = 10_000;

	private final boolean context;

	private final @Nullable Occurrences occurrences;

	private @Nullable Hit last;

	private HitPage(boolean context, @Nullable Occurrences occurrences) {
		this.context = context;
		this.occurrences = occurrences;
	}

	/**
	 * Begins a page.
	 * @param pattern what was looked for: it is highlighted on a terminal, unless the
	 * variable {@code NO_COLOR} is set
	 * @param context whether lines around the hits are printed too
	 */
	public static HitPage of(LinePattern pattern, boolean context) {
		return new HitPage(context, Terminal.ofOutput().isPresent() && hasColor() ? pattern.occurrences() : null);
	}

	/** See <a href="https://no-color.org">no-color.org</a>. */
	private static boolean hasColor() {
		String refused = System.getenv("NO_COLOR");
		return refused == null || refused.isEmpty();
	}

	/**
	 * Prints a hit.
	 * @param hit the hit, which comes after those that were printed before
	 * @return its line, or lines
	 */
	public String text(Hit hit) {
		StringBuilder text = new StringBuilder();
		if (this.context && this.last != null && !follows(hit, this.last)) {
			text.append("--\n");
		}
		this.last = hit;
		hit.before().forEach((line) -> text.append(line(hit, line, "-")).append('\n'));
		text.append(line(hit, hit.line(), ":"));
		hit.after().forEach((line) -> text.append('\n').append(line(hit, line, "-")));
		return text.toString();
	}

	private static boolean follows(Hit hit, Hit last) {
		FoundLine first = hit.before().isEmpty() ? hit.line() : hit.before().getFirst();
		FoundLine end = last.after().isEmpty() ? last.line() : last.after().getLast();
		return hit.log().equals(last.log()) && first.number() == end.number() + 1;
	}

	private String line(Hit hit, FoundLine line, String mark) {
		return "%s %s %d%s %s%s%s".formatted(hit.log().worker(), hit.log().runId(), line.number(), mark,
				line.cutBefore() ? CUT : "", line.equals(hit.line()) ? highlighted(line.text()) : escaped(line.text()),
				line.cutAfter() ? CUT : "");
	}

	private String highlighted(String text) {
		Occurrences found = this.occurrences;
		if (found == null) {
			return escaped(text);
		}
		return found.in(text)
			.stream()
			.map((piece) -> piece.found() ? BEGIN_FOUND + escaped(piece.text()) + END_FOUND : escaped(piece.text()))
			.collect(Collectors.joining());
	}

	private static String escaped(String text) {
		return Printable.escape(text, LONGEST);
	}

}
