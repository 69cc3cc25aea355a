package dev.logarchiver.lines.errors;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;

/** Takes for errors the lines that a pattern is found in. */
final class PatternScan implements LineScan, LineJudge {

	private final LineSearch search;

	PatternScan(LinePattern pattern) {
		this.search = pattern.search();
	}

	@Override
	public void startLine() {
		this.search.startLine();
	}

	@Override
	public boolean isFound() {
		return this.search.isFound();
	}

	@Override
	public int toLineEnd(byte[] bytes, int from, int end) {
		return this.search.toLineEnd(bytes, from, end);
	}

	@Override
	public void read(byte[] bytes, int from, int end) {
		toLineEnd(bytes, from, end);
	}

	@Override
	public boolean isError() {
		return isFound();
	}

}
