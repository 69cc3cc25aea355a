package dev.logarchiver.lines.errors;

import java.util.Arrays;
import java.util.List;

/**
 * Decides as a person would. Something that is always an error, such as the HTTP status
 * of a failed request, makes the line one. Else the first level that a logger wrote
 * decides, if there is any that says yes or no; else a word that stands for an error.
 */
final class BuiltinJudge implements LineJudge {

	private static final int AT_ONCE = 1024;

	private final BuiltinTables tables = BuiltinTables.get();

	private final VisibleText visible = new VisibleText(AT_ONCE);

	private int level;

	private final int[] surely = new int[this.tables.surely().size()];

	private final int[] perhaps = new int[this.tables.perhaps().size()];

	@Override
	public void startLine() {
		this.visible.startLine();
		this.level = LineTable.START;
		Arrays.fill(this.surely, LineTable.START);
		Arrays.fill(this.perhaps, LineTable.START);
	}

	@Override
	public void read(byte[] bytes, int from, int end) {
		if (this.visible.isPlain(bytes, from, end)) {
			judge(bytes, from, end);
			return;
		}
		for (int start = from; start < end; start += AT_ONCE) {
			int length = this.visible.read(bytes, start, Math.min(end, start + AT_ONCE));
			judge(this.visible.bytes(), 0, length);
		}
	}

	/** Most lines don't need all automata. */
	private void judge(byte[] text, int from, int end) {
		LineTable levels = this.tables.level();
		this.level = levels.run(this.level, text, from, end);
		boolean certain = levels.isCertain(this.level);
		if (!certain || level() == BuiltinTables.FINE) {
			boolean sure = run(this.tables.surely(), this.surely, text, from, end);
			if (!certain && !sure) {
				run(this.tables.perhaps(), this.perhaps, text, from, end);
			}
		}
	}

	private static boolean run(List<LineTable> tables, int[] states, byte[] text, int from, int end) {
		for (int i = 0; i < states.length; i++) {
			LineTable table = tables.get(i);
			if (!table.isCertain(states[i])) {
				states[i] = table.run(states[i], text, from, end);
			}
			if (table.isCertain(states[i])) {
				return true;
			}
		}
		return false;
	}

	private int level() {
		return this.tables.level().tag(this.level);
	}

	@Override
	public boolean isError() {
		int found = level();
		return found == BuiltinTables.BAD || any(this.tables.surely(), this.surely)
				|| (found != BuiltinTables.FINE && any(this.tables.perhaps(), this.perhaps));
	}

	private static boolean any(List<LineTable> tables, int[] states) {
		for (int i = 0; i < states.length; i++) {
			if (tables.get(i).tag(states[i]) != 0) {
				return true;
			}
		}
		return false;
	}

}
