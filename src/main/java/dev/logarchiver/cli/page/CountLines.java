package dev.logarchiver.cli.page;

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

	@Override
	public String toString() {
		return this.text.toString();
	}

}
