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
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;

/**
 * A deterministic automaton that looks for a pattern at all places of a line at once. The
 * library could work it out too, but would fill the memory with a pattern that has too
 * many states.
 */
final class PatternTable {

	static final int BYTES = 256;

	/** That a match was found; is never left. */
	static final int FOUND = 0;

	private final int[] next;

	private final boolean[] foundAtEnd;

	private final int lineStart;

	private final int idle;

	private PatternTable(int[] next, boolean[] foundAtEnd, int lineStart, int idle) {
		this.next = next;
		this.foundAtEnd = foundAtEnd;
		this.lineStart = lineStart;
		this.idle = idle;
	}

	/**
	 * Works out the automaton.
	 * @param pattern what to look for
	 * @return the automaton
	 * @throws IllegalArgumentException if it has too many states
	 */
	static PatternTable of(BytePattern pattern) {
		return new Construction(pattern.automaton()).table();
	}

	/**
	 * For each state a row of the states that follow it by byte. A state is the index at
	 * which its row begins.
	 */
	int[] next() {
		return this.next;
	}

	/** The state in which a line starts. */
	int lineStart() {
		return this.lineStart;
	}

	/** The state within a line in which no match has begun. */
	int idle() {
		return this.idle;
	}

	/** Whether a match is found where the line ends in a state. */
	boolean foundAt(int state) {
		return this.foundAtEnd[state / BYTES];
	}

	/** The states that can be reached from some at a place without a byte. */
	static Set<State> closure(Set<State> from, char place) {
		Set<State> reached = new HashSet<>(from);
		List<State> open = new ArrayList<>(from);
		while (!open.isEmpty()) {
			Set<State> further = new HashSet<>();
			open.removeLast().step(place, further);
			further.stream().filter(reached::add).forEach(open::add);
		}
		return reached;
	}

	/** From sets of states of the library's automaton, which isn't deterministic. */
	private static final class Construction {

		private static final Set<State> MATCH = Set.of();

		private static final int MOST_STATES = 5000;

		private final State initial;

		/** The bytes that some state treats unlike the byte before. */
		private final BitSet edges = new BitSet();

		private final Map<Set<State>, Integer> numbers = new HashMap<>();

		private final List<Set<State>> states = new ArrayList<>();

		Construction(Automaton automaton) {
			this.initial = automaton.getInitialState();
			this.edges.set(0);
			for (State state : automaton.getStates()) {
				for (Transition transition : state.getTransitions()) {
					this.edges.set(transition.getMin());
					this.edges.set(transition.getMax() + 1);
				}
			}
		}

		PatternTable table() {
			number(MATCH);
			int idle = number(merged(Set.of(this.initial)));
			Set<State> atStart = merged(closure(Set.of(this.initial), BytePattern.LINE_BEGIN));
			int lineStart = atStart.equals(Set.of(this.initial)) ? idle : number(atStart);
			List<int[]> rows = new ArrayList<>();
			while (rows.size() < this.states.size()) {
				rows.add(row(this.states.get(rows.size())));
			}
			boolean[] foundAtEnd = new boolean[rows.size()];
			for (int i = 0; i < foundAtEnd.length; i++) {
				foundAtEnd[i] = isFoundAtEnd(this.states.get(i));
			}
			return new PatternTable(rows.stream().flatMapToInt(Arrays::stream).toArray(), foundAtEnd, lineStart, idle);
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
			return row;
		}

		/** A match may begin at any place. */
		private Set<State> target(Set<State> from, char read) {
			if (from.equals(MATCH)) {
				return MATCH;
			}
			Set<State> target = new HashSet<>(Set.of(this.initial));
			from.forEach((state) -> state.step(read, target));
			return merged(target);
		}

		private static Set<State> merged(Set<State> states) {
			return states.stream().anyMatch(State::isAccept) ? MATCH : states;
		}

		private boolean isFoundAtEnd(Set<State> state) {
			return state.equals(MATCH) || closure(state, BytePattern.LINE_END).stream().anyMatch(State::isAccept);
		}

	}

}
