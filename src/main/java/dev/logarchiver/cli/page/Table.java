package dev.logarchiver.cli.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.failure.Printable;

/**
 * Text in columns, as wide as their widest cell. Where a line can't hold them, the widest
 * text is broken at its blanks, and columns for which there still is no room go on in
 * another line.
 */
public final class Table {

	private static final String GAP = "  ";

	private static final String INDENT = "    ";

	/** What text is broken into where it must be. */
	private static final int NARROW = 20;

	private final List<List<String>> rows = new ArrayList<>();

	private final int width;

	public Table(String... header) {
		this(Terminal.columnsOfOutput(), header);
	}

	Table(int width, String... header) {
		this.width = width;
		this.rows.add(List.of(header));
	}

	public void row(Object... cells) {
		this.rows.add(Arrays.stream(cells).map((cell) -> Printable.escape(String.valueOf(cell))).toList());
	}

	@Override
	public String toString() {
		List<List<Column>> lines = lines();
		StringBuilder text = new StringBuilder();
		for (List<String> row : this.rows) {
			String indent = "";
			for (List<Column> line : lines) {
				print(text, indent, line, row);
				indent = INDENT;
			}
		}
		return text.toString().stripTrailing();
	}

	/** Which columns stand beside each other. */
	private List<List<Column>> lines() {
		List<List<Column>> lines = new ArrayList<>();
		List<Column> line = new ArrayList<>();
		int room = this.width;
		for (int index = 0; index < this.rows.getFirst().size(); index++) {
			Column column = column(index);
			if (!line.isEmpty() && column.least() > room) {
				lines.add(fitted(line, this.width - (lines.isEmpty() ? 0 : INDENT.length())));
				line = new ArrayList<>();
				room = this.width - INDENT.length();
			}
			line.add(column);
			room -= column.least() + GAP.length();
		}
		lines.add(fitted(line, this.width - (lines.isEmpty() ? 0 : INDENT.length())));
		return lines;
	}

	private Column column(int index) {
		int whole = this.rows.stream().mapToInt((row) -> row.get(index).length()).max().orElse(0);
		int word = this.rows.stream()
			.flatMap((row) -> Arrays.stream(row.get(index).split(" ")))
			.mapToInt(String::length)
			.max()
			.orElse(0);
		return new Column(index, whole, Math.max(word, Math.min(whole, NARROW)));
	}

	/** Takes from the widest columns what is too much. */
	private static List<Column> fitted(List<Column> line, int width) {
		List<Column> columns = new ArrayList<>(line);
		int tooMuch = columns.stream().mapToInt(Column::width).sum() + GAP.length() * (columns.size() - 1) - width;
		while (tooMuch > 0) {
			Column widest = columns.stream()
				.filter((column) -> column.width() > column.least())
				.max((one, other) -> Integer.compare(one.width(), other.width()))
				.orElse(null);
			if (widest == null) {
				return columns;
			}
			int less = Math.min(tooMuch, widest.width() - widest.least());
			columns.set(columns.indexOf(widest), new Column(widest.index(), widest.width() - less, widest.least()));
			tooMuch -= less;
		}
		return columns;
	}

	private static void print(StringBuilder text, String indent, List<Column> line, List<String> row) {
		List<List<String>> cells = line.stream().map((column) -> column.broken(row.get(column.index()))).toList();
		int height = cells.stream().mapToInt(List::size).max().orElse(0);
		for (int i = 0; i < height; i++) {
			int number = i;
			String printed = IntStream.range(0, line.size())
				.mapToObj((column) -> line.get(column).padded(cells.get(column), number))
				.collect(Collectors.joining(GAP));
			if (!printed.isBlank() || indent.isEmpty()) {
				text.append((indent + printed).stripTrailing()).append('\n');
			}
		}
	}

	/** A column, the characters that it has, and those that it needs at least. */
	private record Column(int index, int width, int least) {

		List<String> broken(String cell) {
			List<String> lines = new ArrayList<>();
			String rest = cell;
			while (rest.length() > this.width && rest.lastIndexOf(' ', this.width) > 0) {
				int end = rest.lastIndexOf(' ', this.width);
				lines.add(rest.substring(0, end).stripTrailing());
				rest = rest.substring(end + 1);
			}
			lines.add(rest);
			return lines;
		}

		String padded(List<String> cell, int line) {
			String text = (line < cell.size()) ? cell.get(line) : "";
			return text + " ".repeat(Math.max(0, this.width - text.length()));
		}

	}

}
