package dev.logarchiver.cli.page;

import java.util.List;

import dev.logarchiver.execution.CountedLine;

/** Counts below each other, each with its name and a remark. */
final class CountLines {

	private final StringBuilder text = new StringBuilder();

	CountLines add(String name, long count, String remark) {
		this.text.append("  %-10s %8d   %s".formatted(name, count, remark).stripTrailing()).append('\n');
		return this;
	}

	CountLines addIfAny(String name, long count, String remark) {
		return (count > 0) ? add(name, count, remark) : this;
	}

	CountLines add(List<CountedLine> lines) {
		lines.forEach((line) -> add(line.name(), line.count(), line.remark()));
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
