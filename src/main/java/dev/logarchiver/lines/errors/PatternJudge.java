package dev.logarchiver.lines.errors;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;

/** A line is an error that a pattern is found in. */
final class PatternJudge implements LineJudge {

	private final LineSearch search;

	PatternJudge(LinePattern pattern) {
		this.search = pattern.search();
	}

	@Override
	public void startLine() {
		this.search.startLine();
	}

	@Override
	public void read(byte[] bytes, int from, int end) {
		this.search.toLineEnd(bytes, from, end);
	}

	@Override
	public boolean isError() {
		return this.search.isFound();
	}

}
