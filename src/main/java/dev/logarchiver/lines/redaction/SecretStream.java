package dev.logarchiver.lines.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import dev.logarchiver.lines.redaction.SecretSearch.Found;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secrets of one log whose bytes come in any pieces: what is found doesn't
 * depend on where a piece ends. The end of a piece is held back up to a line feed. Of a
 * line of {@value #LONGEST} bytes or more a part is held, and a secret is found whose
 * beginning and end are in {@value #OVERLAP} bytes, or that is told by its beginning. For
 * one thread.
 */
abstract class SecretStream extends OutputStream {

	/** So many bytes of a line are held at most. */
	static final int LONGEST = 128 * 1024;

	/** So many of them stay when the others go on. */
	static final int OVERLAP = 32 * 1024;

	/** So many bytes before a place decide what stands there. */
	private static final int CONTEXT = 1024;

	private static final int SHORTEST = 1024;

	private final SecretSearch search;

	private final KeyBlock block = new KeyBlock();

	private byte[] held = new byte[SHORTEST];

	private int length;

	/** So many of the bytes held have gone on already, and are context only. */
	private int gone;

	/** Whether a line has begun of which something is held or gone. */
	private boolean begun;

	/** What the secret is made of that reached the end of what was held. */
	private @Nullable ByteSet further;

	SecretStream(SecretSearch search) {
		this.search = search;
	}

	/** Takes text, without the secrets that were found in it. */
	abstract void pass(byte[] bytes, int from, int end) throws IOException;

	/** Takes note of a secret in the line of which the end is passed next. */
	abstract void found(String rule);

	@Override
	public final void write(int single) throws IOException {
		write(new byte[] { (byte) single }, 0, 1);
	}

	@Override
	public final void write(byte[] bytes, int offset, int count) throws IOException {
		int end = offset + count;
		int position = this.begun ? hold(bytes, offset, end) : offset;
		int lines = end;
		while (lines > position && bytes[lines - 1] != '\n') {
			lines--;
		}
		wholeLines(bytes, position, lines);
		if (lines < end) {
			this.begun = true;
			int _ = hold(bytes, lines, end);
		}
	}

	/**
	 * Says that no more text comes, and passes on what is held back. The stream below
	 * stays open.
	 */
	public final void finish() throws IOException {
		if (this.begun) {
			endLine();
		}
	}

	/**
	 * Goes on with a line that has begun.
	 * @return where the next line begins; {@code end} where the line goes on
	 */
	private int hold(byte[] bytes, int from, int end) throws IOException {
		int position = from;
		while (this.begun && position < end) {
			position = pastSecret(bytes, position, end);
			int room = Math.min(end, position + LONGEST - this.length);
			int lineFeed = Passage.indexOf(bytes, position, room);
			int stop = Math.min(lineFeed + 1, room);
			add(bytes, position, stop);
			position = stop;
			if (lineFeed < room) {
				endLine();
			}
			else if (this.length == LONGEST) {
				passBeginning();
			}
		}
		return position;
	}

	private int pastSecret(byte[] bytes, int from, int end) {
		int position = from;
		ByteSet set = this.further;
		while (set != null && position < end && set.has(bytes[position] & 0xff)) {
			position++;
		}
		this.further = (position < end) ? null : set;
		return position;
	}

	private void add(byte[] bytes, int from, int end) {
		int needed = this.length + end - from;
		if (needed > this.held.length) {
			byte[] larger = new byte[Math.min(LONGEST, Math.max(needed, 2 * this.held.length))];
			System.arraycopy(this.held, 0, larger, 0, this.length);
			this.held = larger;
		}
		System.arraycopy(bytes, from, this.held, this.length, end - from);
		this.length = needed;
	}

	private void endLine() throws IOException {
		int last = this.length;
		boolean whole = this.gone == 0;
		this.begun = false;
		this.further = null;
		this.length = 0;
		if (whole) {
			wholeLines(this.held, 0, last);
		}
		else {
			int _ = part(new Passage(this.held, 0, last), this.gone, last);
			this.gone = 0;
		}
	}

	/** Lets go what is held of a line that is too long, but for its end. */
	private void passBeginning() throws IOException {
		this.block.close();
		this.gone = part(new Passage(this.held, 0, this.length), this.gone, this.length - OVERLAP);
		int kept = Math.max(0, this.gone - CONTEXT);
		System.arraycopy(this.held, kept, this.held, 0, this.length - kept);
		this.length -= kept;
		this.gone -= kept;
	}

	/**
	 * Passes on a part of a long line.
	 * @param from where it begins
	 * @param end where it may end at the latest, unless a secret goes on there
	 * @return where it ended
	 */
	private int part(Passage text, int from, int end) throws IOException {
		int passed = from;
		boolean last = end == text.end();
		Found found = this.search.next(text, Math.max(text.begin(), from - CONTEXT));
		while (found != null) {
			Secret secret = found.secret();
			boolean cut = !last && secret.end() == text.end();
			if (secret.opens() && last) {
				this.block.open();
			}
			if (!secret.isEmpty() && secret.end() > passed && !(cut && secret.from() >= end)) {
				found(found.rule());
				pass(text.bytes(), passed, Math.max(passed, secret.from()));
				byte[] marker = Marker.bytes(found.rule());
				pass(marker, 0, marker.length);
				passed = secret.end();
				this.further = cut ? secret.further() : null;
			}
			found = this.search.next(text, found.next());
		}
		int stop = Math.max(passed, end);
		pass(text.bytes(), passed, stop);
		return stop;
	}

	private void wholeLines(byte[] bytes, int from, int end) throws IOException {
		Passage text = new Passage(bytes, from, end);
		int passed = from;
		while (passed < end) {
			int start = passed;
			if (!this.block.isOpen()) {
				Found found = this.search.next(text, passed);
				start = (found != null) ? text.lineStart(found.secret().from()) : end;
				pass(bytes, passed, start);
			}
			passed = start;
			if (start < end) {
				passed = text.lineEnd(start);
				line(new Passage(bytes, start, passed));
			}
		}
	}

	private void line(Passage line) throws IOException {
		boolean ends = line.at(line.end() - 1) == '\n';
		if (line.end() - line.begin() - (ends ? 1 : 0) >= LONGEST) {
			this.begun = true;
			int _ = hold(line.bytes(), line.begin(), line.end());
			return;
		}
		Passage current = line;
		List<Found> secrets = this.block.isOpen() ? this.block.secrets(current) : List.of();
		boolean inBlock = this.block.isOpen();
		if (secrets.isEmpty()) {
			secrets = this.search.all(current);
		}
		// what is left out may have parted other secrets from what stands beside them
		while (secrets.stream().anyMatch((found) -> !found.secret().isEmpty())) {
			secrets.stream().filter((found) -> !found.secret().isEmpty()).forEach((found) -> found(found.rule()));
			current = Marker.replace(secrets, current);
			secrets = this.search.all(current);
		}
		if (!inBlock && secrets.stream().anyMatch((found) -> found.secret().opens())) {
			this.block.open();
		}
		pass(current.bytes(), current.begin(), current.end());
	}

}
