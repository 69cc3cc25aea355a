package dev.logarchiver.lines.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.RegExp;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;

/**
 * Works out a deterministic automaton that looks for a pattern at all places of a line at
 * once. The library could do so too, but would fill the memory with a pattern that has
 * too many states.
 */
final class PatternTable {

	static final int BYTES = 256;

	/** Where a line starts, and no match has begun. */
	static final int START = 0;

	/** That a match was found; is never left. */
	static final int FOUND = BYTES;

	private static final Set<State> MATCH = Set.of();

	private static final int MOST_STATES = 2000;

	private static final int LETTERS = 26;

	private final boolean ignoresCase;

	private final State initial;

	/** The bytes that some state treats unlike the byte before. */
	private final BitSet edges = new BitSet();

	private final Map<Set<State>, Integer> numbers = new HashMap<>();

	private final List<Set<State>> states = new ArrayList<>();

	private PatternTable(BytePattern pattern) {
		Automaton automaton = new RegExp(pattern.toString(), RegExp.NONE).toAutomaton(false);
		this.ignoresCase = pattern.ignoresCase();
		this.initial = automaton.getInitialState();
		this.edges.set(0);
		for (State state : automaton.getStates()) {
			for (Transition transition : state.getTransitions()) {
				this.edges.set(transition.getMin());
				this.edges.set(transition.getMax() + 1);
			}
		}
	}

	/**
	 * Works out the automaton.
	 * @param pattern what to look for
	 * @return for each state a row of the states that follow it by byte; a state is the
	 * index at which its row begins
	 * @throws IllegalArgumentException if it has too many states, or if the pattern is
	 * found in an empty line
	 */
	static int[] of(BytePattern pattern) {
		PatternTable table = new PatternTable(pattern);
		if (table.initial.isAccept()) {
			throw new IllegalArgumentException("it matches every line, even an empty one");
		}
		table.number(Set.of(table.initial));
		table.number(MATCH);
		List<int[]> rows = new ArrayList<>();
		while (rows.size() < table.states.size()) {
			rows.add(table.row(table.states.get(rows.size())));
		}
		return rows.stream().flatMapToInt(Arrays::stream).toArray();
	}

	private int number(Set<State> state) {
		Integer known = this.numbers.putIfAbsent(state, this.states.size() * BYTES);
		if (known != null) {
			return known;
		}
		if (this.states.size() > MOST_STATES) {
			throw new IllegalArgumentException("it is too complex");
		}
		this.states.add(state);
		return (this.states.size() - 1) * BYTES;
	}

	private int[] row(Set<State> from) {
		int[] row = new int[BYTES];
		for (int i = 0; i < BYTES; i++) {
			row[i] = this.edges.get(i) ? number(target(from, (char) i)) : row[i - 1];
		}
		if (this.ignoresCase) {
			System.arraycopy(row, 'a', row, 'A', LETTERS);
		}
		row['\n'] = from.equals(MATCH) ? FOUND : START;
		return row;
	}

	/** A match may begin at any place. */
	private Set<State> target(Set<State> from, char read) {
		if (from.equals(MATCH)) {
			return MATCH;
		}
		Set<State> target = new HashSet<>(Set.of(this.initial));
		from.forEach((state) -> state.step(read, target));
		return target.stream().anyMatch(State::isAccept) ? MATCH : target;
	}

}
