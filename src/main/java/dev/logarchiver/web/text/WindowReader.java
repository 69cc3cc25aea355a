package dev.logarchiver.web.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.logarchiver.lines.pattern.LinePattern;
import dev.logarchiver.lines.pattern.LineSearch;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a window, in constant memory however long they are: of each its
 * beginning is kept, and less of it where many are long. For one window.
 */
public final class WindowReader {

	/** So many bytes of a line are shown. */
	static final int LONGEST = 4096;

	/** Behind so many bytes, lines are shown shorter. */
	private static final int MUCH = 512 * 1024;

	private static final int SHORTER = 256;

	private static final int BUFFER = 64 * 1024;

	private final LineRenderer renderer = new LineRenderer();

	private final @Nullable LineSearch search;

	private final @Nullable Highlighter highlighter;

	private final List<LineView> lines = new ArrayList<>();

	private final byte[] kept = new byte[LONGEST + 1];

	private long number;

	private long length;

	private int all;

	/**
	 * Begins a window.
	 * @param first the number of its first line
	 * @param pattern what is searched for
	 */
	public WindowReader(long first, @Nullable LinePattern pattern) {
		this.number = first;
		this.search = (pattern != null) ? pattern.search() : null;
		this.highlighter = (pattern != null) ? new Highlighter(pattern) : null;
	}

	/**
	 * Reads the lines.
	 * @param text the text of the window
	 */
	public List<LineView> read(InputStream text) throws IOException {
		byte[] buffer = new byte[BUFFER];
		boolean begun = false;
		for (int size = text.read(buffer); size >= 0; size = text.read(buffer)) {
			int start = 0;
			for (int end = next(buffer, start, size); end < size; end = next(buffer, start, size)) {
				endLine();
				start = end + 1;
			}
			begun = start < size || (begun && start == 0);
		}
		if (begun) {
			endLine();
		}
		return this.lines;
	}

	private int next(byte[] buffer, int start, int size) {
		int end = start;
		if (this.search != null) {
			end = this.search.toLineEnd(buffer, start, size);
		}
		else {
			while (end < size && buffer[end] != '\n') {
				end++;
			}
		}
		int room = (int) Math.max(0, this.kept.length - this.length);
		System.arraycopy(buffer, start, this.kept, this.kept.length - room, Math.min(room, end - start));
		this.length += end - start;
		return end;
	}

	private void endLine() {
		boolean returned = this.length > 0 && this.length <= LONGEST && this.kept[(int) this.length - 1] == '\r';
		long whole = this.length - (returned ? 1 : 0);
		int most = (this.all < MUCH) ? LONGEST : SHORTER;
		int shown = (whole > most) ? RawText.cut(this.kept, most) : (int) whole;
		String line = RawText.decode(this.kept, shown);
		boolean found = this.search != null && this.search.isFound();
		BitSet marks = (found && this.highlighter != null) ? this.highlighter.marks(line) : new BitSet();
		this.lines
			.add(new LineView(this.number++, this.renderer.render(line, marks), shown, whole - shown, found, false));
		this.all += shown;
		this.length = 0;
		if (this.search != null) {
			this.search.startLine();
		}
	}

}
