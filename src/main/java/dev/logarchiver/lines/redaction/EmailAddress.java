package dev.logarchiver.lines.redaction;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The address of a person. */
final class EmailAddress {

	private static final ByteSet LOCAL = ByteSet.of("A-Za-z0-9_.+%-");

	private static final ByteSet DOMAIN = ByteSet.of("A-Za-z0-9.-");

	private static final ByteSet LETTERS = ByteSet.of("A-Za-z");

	private static final int LONGEST_LOCAL = 64;

	/** Files such as {@code icon@2x.png}. */
	private static final List<String> NO_DOMAINS = List.of("png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts",
			"css", "json", "html");

	private EmailAddress() {
	}

	/** Looks at what stands around an at sign. */
	static @Nullable Secret find(Passage text, int from, int end) {
		int begin = text.behindCodes(text.runBefore(from, LOCAL, LONGEST_LOCAL), from);
		int last = text.run(end, DOMAIN);
		while (last > end && !LETTERS.has(text.at(last - 1))) {
			last--;
		}
		int top = text.runBefore(last, LETTERS, last - end);
		boolean domain = last - top > 1 && top - end > 1 && text.at(top - 1) == '.' && ByteSet.WORD.has(text.at(end));
		return (begin < from && domain && !isFile(text, top)) ? Secret.exact(begin, last) : null;
	}

	private static boolean isFile(Passage text, int top) {
		return NO_DOMAINS.stream().anyMatch((name) -> name.length() == last(text, top) && text.matches(top, name));
	}

	private static int last(Passage text, int top) {
		return text.run(top, LETTERS) - top;
	}

}
