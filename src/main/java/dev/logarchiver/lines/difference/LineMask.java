package dev.logarchiver.lines.difference;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import dev.logarchiver.lines.LogLine;

/**
 * Makes lines of different runs comparable: times, IDs, addresses and numbers are masked,
 * so that what is left is what the program had to say. For one thread.
 */
public final class LineMask {

	/** From this length on, letters with digits among them are an ID. */
	private static final int ID_LENGTH = 6;

	private static final int LONGEST_UNIT = 3;

	private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	private static final Set<String> WORDS_OF_TIMES = Set.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
			"Sep", "Oct", "Nov", "Dec", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "AM", "PM", "am", "pm");

	private static final int LONGEST_WORD_OF_TIMES = 3;

	private byte[] line = new byte[0];

	private int length;

	private final MaskedLine masked;

	/**
	 * Creates a mask.
	 * @param longest how many bytes a line may have
	 */
	LineMask(int longest) {
		this.masked = new MaskedLine(longest);
	}

	/** Creates a mask for lines as they are kept to be shown. */
	public LineMask() {
		this(LineReader.LONGEST);
	}

	/**
	 * Masks a line that was kept to be shown.
	 * @param line the line
	 * @return a hash of what is left: lines that differ in masked parts only have the
	 * same
	 */
	public long hash(LogLine line) {
		byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
		return hash(text, text.length);
	}

	/**
	 * Masks a line.
	 * @param bytes where it is
	 * @param end the number of its bytes
	 * @return a hash of what is left: lines that differ in masked parts only have the
	 * same
	 */
	long hash(byte[] bytes, int end) {
		this.line = bytes;
		this.length = end;
		this.masked.clear();
		int position = 0;
		while (position < end) {
			if (isWordPart(position)) {
				position = word(position);
			}
			else {
				this.masked.append(bytes[position++]);
			}
		}
		return this.masked.hash();
	}

	private int word(int start) {
		if (isUuid(start)) {
			this.masked.appendMask();
			return start + UUID.length();
		}
		int end = start;
		int digits = 0;
		int hexadecimal = 0;
		for (; end < this.length && isWordPart(end); end++) {
			digits += isDigit(this.line[end]) ? 1 : 0;
			hexadecimal += isHexadecimal(this.line[end]) ? 1 : 0;
		}
		word(start, end, digits, hexadecimal);
		return end;
	}

	/** Recognised as a whole, because some of its parts may have letters only. */
	private boolean isUuid(int start) {
		int end = start + UUID.length();
		if (end > this.length || (end < this.length && isWordPart(end))) {
			return false;
		}
		for (int i = 0; i < UUID.length(); i++) {
			byte character = this.line[start + i];
			if ((UUID.charAt(i) == '-') ? character != '-' : !isHexadecimal(character)) {
				return false;
			}
		}
		return true;
	}

	private void word(int start, int end, int digits, int hexadecimal) {
		int size = end - start;
		boolean keep = (digits == 0) ? !isOfTime(start, end) : digits == size && HttpStatus.isAt(this.line, start, end);
		if (keep) {
			this.masked.append(this.line, start, end);
		}
		else if (digits == 0 || hexadecimal == size || (size >= ID_LENGTH && !isNumberWithUnit(start, size, digits))) {
			this.masked.appendMask();
		}
		else {
			mixed(start, end);
		}
	}

	private boolean isOfTime(int start, int end) {
		return end - start <= LONGEST_WORD_OF_TIMES
				&& WORDS_OF_TIMES.contains(new String(this.line, start, end - start, StandardCharsets.ISO_8859_1));
	}

	private boolean isNumberWithUnit(int start, int size, int digits) {
		int number = 0;
		while (number < size && isDigit(this.line[start + number])) {
			number++;
		}
		return number == digits && size - number <= LONGEST_UNIT;
	}

	/** A number with its unit, the middle of an ISO time, or a name such as utf8. */
	private void mixed(int start, int end) {
		for (int i = start; i < end; i++) {
			if (!isDigit(this.line[i])) {
				this.masked.append(this.line[i]);
			}
			else if (i == start || !isDigit(this.line[i - 1])) {
				this.masked.appendMask();
			}
		}
	}

	private boolean isWordPart(int position) {
		int lower = this.line[position] | 0x20;
		return isDigit(this.line[position]) || (lower >= 'a' && lower <= 'z');
	}

	private static boolean isDigit(byte character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isHexadecimal(byte character) {
		int lower = character | 0x20;
		return isDigit(character) || (lower >= 'a' && lower <= 'f');
	}

}
