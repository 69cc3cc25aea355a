package dev.logarchiver.lines.errors;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;

/**
 * An automaton that tells which of some languages a line belongs to. Each is a union of
 * automata. The library's own union would go on with all of them once the answer is
 * known, which makes it larger than the memory.
 */
final class LanguageUnion {

	private static final int BYTES = 256;

	private static final int NONE = 0;

	private final boolean firstFound;

	/** For each byte its class: those of a class are treated alike by all automata. */
	private final int[] classes = new int[BYTES];

	/** One byte of each class. */
	private final List<Integer> samples = new ArrayList<>();

	/** Which language the states of the automata belong to, from 1. */
	private final Map<State, Integer> languages = new HashMap<>();

	/** States that are never left and accept everything. */
	private final Set<State> all = new HashSet<>();

	private int[][] rows;

	private int[] tags;

	/**
	 * Works it out.
	 * @param languages the automata of each language
	 * @param firstFound whether the language counts that is certain first, rather than
	 * the first in the list
	 */
	LanguageUnion(List<List<Automaton>> languages, boolean firstFound) {
		this.firstFound = firstFound;
		Set<State> initial = new HashSet<>();
		BitSet edges = new BitSet();
		edges.set(0);
		for (int i = 0; i < languages.size(); i++) {
			for (Automaton automaton : languages.get(i)) {
				automaton.determinize();
				initial.add(automaton.getInitialState());
				for (State state : automaton.getStates()) {
					this.languages.put(state, i + 1);
					state.getTransitions().forEach((transition) -> {
						edges.set(transition.getMin());
						edges.set(transition.getMax() + 1);
					});
					if (isAll(state)) {
						this.all.add(state);
					}
				}
			}
		}
		for (int read = 0; read < BYTES; read++) {
			if (edges.get(read)) {
				this.samples.add(read);
			}
			this.classes[read] = this.samples.size() - 1;
		}
		List<int[]> found = new ArrayList<>();
		List<Integer> tagged = new ArrayList<>();
		explore(initial, found, tagged);
		this.rows = found.toArray(int[][]::new);
		this.tags = tagged.stream().mapToInt(Integer::intValue).toArray();
		minimize();
	}

	private static boolean isAll(State state) {
		return state.isAccept() && state.getTransitions().stream().allMatch((next) -> next.getDest().equals(state))
				&& state.getTransitions().stream().mapToInt((next) -> next.getMax() - next.getMin() + 1).sum() >= BYTES;
	}

	private void explore(Set<State> initial, List<int[]> found, List<Integer> tagged) {
		Map<Set<State>, Integer> numbers = new HashMap<>(Map.of(initial, 0));
		List<Set<State>> states = new ArrayList<>(List.of(initial));
		for (int i = 0; i < states.size(); i++) {
			Set<State> from = states.get(i);
			int[] row = new int[this.samples.size()];
			for (int column = 0; column < row.length; column++) {
				char read = (char) this.samples.get(column).intValue();
				Set<State> to = new HashSet<>();
				for (State state : from) {
					state.step(read, to);
				}
				row[column] = numbers.computeIfAbsent(certain(to), (added) -> {
					states.add(added);
					return states.size() - 1;
				});
			}
			found.add(row);
			tagged.add(tag(from));
		}
	}

	/** Forgets everything else once the answer can't change any more. */
	private Set<State> certain(Set<State> states) {
		int first = states.stream()
			.filter(this.firstFound ? this.all::contains : (_) -> true)
			.mapToInt(this::language)
			.min()
			.orElse(NONE);
		return states.stream()
			.filter((state) -> this.all.contains(state) && language(state) == first)
			.findFirst()
			.map(Set::of)
			.orElse(states);
	}

	private int tag(Set<State> states) {
		return states.stream().filter(State::isAccept).mapToInt(this::language).min().orElse(NONE);
	}

	private int language(State state) {
		return Objects.requireNonNull(this.languages.get(state));
	}

	/** Makes one state of those that nothing tells apart. */
	private void minimize() {
		int[] parts = this.tags;
		int count = 0;
		Map<List<Integer>, Integer> known = new HashMap<>();
		while (known.size() > count || count == 0) {
			count = known.size();
			known = new HashMap<>();
			int[] finer = new int[parts.length];
			for (int i = 0; i < finer.length; i++) {
				List<Integer> signature = new ArrayList<>();
				signature.add(parts[i]);
				for (int next : this.rows[i]) {
					signature.add(parts[next]);
				}
				Integer number = known.putIfAbsent(signature, known.size());
				finer[i] = (number != null) ? number : known.size() - 1;
			}
			parts = finer;
		}
		int[] to = parts;
		int[][] merged = new int[count][];
		int[] mergedTags = new int[count];
		for (int i = to.length - 1; i >= 0; i--) {
			merged[to[i]] = Arrays.stream(this.rows[i]).map((next) -> to[next]).toArray();
			mergedTags[to[i]] = this.tags[i];
		}
		this.rows = merged;
		this.tags = mergedTags;
	}

	/** An automaton of all languages together. */
	Automaton automaton() {
		State[] states = new State[this.rows.length];
		Arrays.setAll(states, (_) -> new State());
		for (int i = 0; i < states.length; i++) {
			states[i].setAccept(this.tags[i] != NONE);
			for (int read = 0; read < BYTES; read++) {
				// what is beyond bytes is as the last one, so that a complement is right
				char last = (read == BYTES - 1) ? Character.MAX_VALUE : (char) read;
				states[i].addTransition(new Transition((char) read, last, states[this.rows[i][this.classes[read]]]));
			}
		}
		Automaton automaton = new Automaton();
		automaton.setInitialState(states[0]);
		automaton.setDeterministic(true);
		automaton.minimize();
		return automaton;
	}

	/** Writes it as {@link LineTable} reads it. */
	void writeTo(DataOutputStream out) throws IOException {
		Map<List<Integer>, Integer> columns = new HashMap<>();
		List<Integer> different = new ArrayList<>();
		int[] merged = new int[this.samples.size()];
		for (int i = 0; i < merged.length; i++) {
			int each = i;
			List<Integer> column = Arrays.stream(this.rows).map((row) -> row[each]).toList();
			if (columns.putIfAbsent(column, columns.size()) == null) {
				different.add(i);
			}
			merged[i] = columns.get(column);
		}
		for (int read = 0; read < BYTES; read++) {
			out.writeByte(merged[this.classes[read]]);
		}
		out.writeShort(different.size());
		out.writeShort(this.rows.length);
		for (int i = 0; i < this.rows.length; i++) {
			out.writeByte(this.tags[i]);
			for (int column : different) {
				out.writeShort(this.rows[i][column]);
			}
		}
	}

}
