package dev.logarchiver.lines.redaction;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds secrets by their clues, one after the other. Safe for use by many threads.
 */
final class SecretSearch {

	private final List<Clue> clues;

	private final ClueTable table;

	SecretSearch(List<Clue> clues) {
		this.clues = List.copyOf(clues);
		this.table = new ClueTable(clues.stream().map(Clue::searched).toList());
	}

	/**
	 * Finds the first secret.
	 * @param text where to look
	 * @param from where to begin; what stands before may still decide what is a secret
	 * @return the one whose clue ends first; {@code null} if there is none
	 */
	@Nullable Found next(Passage text, int from) {
		byte[] bytes = text.bytes();
		int end = text.end();
		boolean[] skippable = this.table.skippable();
		int position = from;
		while (position < end) {
			while (position < end - 1 && skippable[(bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff)]) {
				position++;
			}
			int state = 0;
			do {
				state = this.table.step(state, bytes[position++]);
				Found found = check(text, position, state);
				if (found != null) {
					return found;
				}
			}
			while (position < end && !this.table.isShallow(this.table.step(state, bytes[position])));
		}
		return null;
	}

	/**
	 * Finds all secrets of a line.
	 * @param line the line
	 * @return the secrets in the order in which they are found
	 */
	List<Found> all(Passage line) {
		List<Found> all = new ArrayList<>();
		for (Found found = next(line, line.begin()); found != null; found = next(line, found.next())) {
			all.add(found);
		}
		return all;
	}

	private @Nullable Found check(Passage text, int position, int state) {
		for (int number : this.table.found(state)) {
			Clue clue = this.clues.get(number);
			Secret secret = clue.check(text, position);
			if (secret != null) {
				return new Found(clue.rule(), secret, position);
			}
		}
		return null;
	}

	/**
	 * A secret.
	 *
	 * @param rule the rule that found it
	 * @param secret where it is
	 * @param searched how far the text is searched
	 */
	record Found(String rule, Secret secret, int searched) {

		/** Where to go on. */
		int next() {
			return Math.max(this.searched, this.secret.end());
		}

	}

}
