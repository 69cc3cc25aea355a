package dev.logarchiver.lines;

import java.util.ArrayList;
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
 * once: a row of 256 targets for each state, the first of them that of a line's start.
 */
final class PatternTable {

	static final int BYTES = 256;

	private static final int MOST_STATES = 2000;

	private static final int LETTERS = 26;

	private static final int FOUND = -1;

	private final boolean ignoresCase;

	private final State initial;

	/** The bytes that some state tells from the byte before. */
	private final BitSet edges;

	private final Map<Set<State>, Integer> numbers = new HashMap<>();

	private final List<Set<State>> states = new ArrayList<>();

	private final List<int[]> rows = new ArrayList<>();

	/**
	 * Works out the automaton.
	 * @param pattern what to look for
	 * @throws IllegalArgumentException if it has too many states, or if the pattern is
	 * found in an empty line
	 */
	PatternTable(BytePattern pattern) {
		Automaton automaton = new RegExp(pattern.toString(), RegExp.NONE).toAutomaton(false);
		this.ignoresCase = pattern.ignoresCase();
		this.initial = automaton.getInitialState();
		this.edges = edges(automaton);
		if (this.initial.isAccept()) {
			throw new IllegalArgumentException("it is found in every line, also in an empty one");
		}
		number(Set.of(this.initial));
		while (this.rows.size() < this.states.size()) {
			this.rows.add(row(this.states.get(this.rows.size())));
		}
	}

	private static BitSet edges(Automaton automaton) {
		BitSet edges = new BitSet();
		edges.set(0);
		for (State state : automaton.getStates()) {
			for (Transition transition : state.getTransitions()) {
				edges.set(transition.getMin());
				edges.set(transition.getMax() + 1);
			}
		}
		return edges;
	}

	private int number(Set<State> state) {
		Integer known = this.numbers.putIfAbsent(state, this.states.size());
		if (known != null) {
			return known;
		}
		if (this.states.size() == MOST_STATES) {
			throw new IllegalArgumentException("it is too complex");
		}
		this.states.add(state);
		return this.states.size() - 1;
	}

	private int[] row(Set<State> from) {
		int[] row = new int[BYTES];
		for (int i = 0; i < BYTES; i++) {
			row[i] = this.edges.get(i) ? target(from, (char) i) : row[i - 1];
		}
		if (this.ignoresCase) {
			System.arraycopy(row, 'a', row, 'A', LETTERS);
		}
		row['\n'] = 0;
		return row;
	}

	/**
	 * A match may begin at any place.
	 */
	private int target(Set<State> from, char read) {
		Set<State> target = new HashSet<>();
		target.add(this.initial);
		from.forEach((state) -> state.step(read, target));
		for (State state : target) {
			if (state.isAccept()) {
				return FOUND;
			}
		}
		return number(target);
	}

	/**
	 * All rows one after the other, and last the row of a match, which leads to itself. A
	 * target is the index at which its row begins.
	 */
	int[] next() {
		int found = this.rows.size();
		int[] next = new int[(found + 1) * BYTES];
		for (int i = 0; i < next.length; i++) {
			int target = (i < found * BYTES) ? this.rows.get(i / BYTES)[i % BYTES] : FOUND;
			next[i] = BYTES * ((target == FOUND) ? found : target);
		}
		return next;
	}

}
