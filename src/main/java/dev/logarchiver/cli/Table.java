package dev.logarchiver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.run.Printable;

/**
 * Text in columns, as wide as their widest cell.
 */
final class Table {

	private static final String GAP = "  ";

	private final List<List<String>> rows = new ArrayList<>();

	Table(String... header) {
		this.rows.add(List.of(header));
	}

	void row(Object... cells) {
		this.rows.add(java.util.Arrays.stream(cells).map((cell) -> Printable.escape(String.valueOf(cell))).toList());
	}

	@Override
	public String toString() {
		int columns = this.rows.getFirst().size();
		List<Integer> widths = IntStream.range(0, columns)
			.mapToObj((column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toList();
		return this.rows.stream()
			.map((row) -> IntStream.range(0, columns)
				.mapToObj((column) -> pad(row.get(column), widths.get(column)))
				.collect(Collectors.joining(GAP))
				.stripTrailing())
			.collect(Collectors.joining("\n"));
	}

	private static String pad(String cell, int width) {
		return cell + " ".repeat(width - cell.length());
	}

}
