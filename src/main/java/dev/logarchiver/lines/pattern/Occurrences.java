package dev.logarchiver.lines.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;

/**
 * Finds where in a line a pattern stands: from the first place on as far as it goes, and
 * so on behind that. For lines that are shown: it takes far longer than a search. For one
 * thread.
 */
public final class Occurrences {

	private final State initial;

	Occurrences(Automaton automaton) {
		this.initial = automaton.getInitialState();
	}

	/**
	 * Takes a line apart.
	 * @param line the line
	 * @return its pieces, in their order
	 */
	public List<Piece> in(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		List<Piece> pieces = new ArrayList<>();
		int begin = 0;
		for (int position = 0; position < bytes.length;) {
			int end = end(bytes, position);
			if (end > position) {
				add(pieces, bytes, begin, position, false);
				add(pieces, bytes, position, end, true);
				begin = end;
				position = end;
			}
			else {
				position++;
			}
		}
		add(pieces, bytes, begin, bytes.length, false);
		return pieces;
	}

	private static void add(List<Piece> pieces, byte[] bytes, int from, int end, boolean found) {
		if (from < end) {
			pieces.add(new Piece(new String(bytes, from, end - from, StandardCharsets.UTF_8), found));
		}
	}

	/** Where the longest match ends that begins at a place; that place if none does. */
	private int end(byte[] bytes, int begin) {
		Set<State> states = Set.of(this.initial);
		if (begin == 0) {
			states = PatternTable.closure(states, BytePattern.LINE_BEGIN);
		}
		int end = begin;
		for (int position = begin; position < bytes.length && !states.isEmpty();) {
			char read = (char) (bytes[position++] & 0xff);
			Set<State> next = new HashSet<>();
			states.forEach((state) -> state.step(read, next));
			states = (position == bytes.length) ? PatternTable.closure(next, BytePattern.LINE_END) : next;
			if (states.stream().anyMatch(State::isAccept)) {
				end = position;
			}
		}
		return end;
	}

	/**
	 * A piece of a line.
	 *
	 * @param text its text
	 * @param found whether the pattern stands there
	 */
	public record Piece(String text, boolean found) {
	}

}
