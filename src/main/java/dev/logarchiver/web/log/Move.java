package dev.logarchiver.web.log;

import java.util.Locale;

/** A line that is asked for by what is near it: an error line, or one that matches. */
enum Move {

	NEXT_ERROR, PREVIOUS_ERROR, FIRST_ERROR, LAST_ERROR, NEXT, PREVIOUS, FIRST, LAST;

	static Move parse(String text) {
		return Move.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	boolean isForError() {
		return switch (this) {
			case NEXT_ERROR, PREVIOUS_ERROR, FIRST_ERROR, LAST_ERROR -> true;
			case NEXT, PREVIOUS, FIRST, LAST -> false;
		};
	}

	/** The word of an address. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
