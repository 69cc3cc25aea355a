package dev.logarchiver.lines.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which characters differ by their case only, by Unicode's simple case folding:
 * <a href="https://www.unicode.org/Public/UNIDATA/CaseFolding.txt">CaseFolding.txt</a>.
 */
final class LetterCase {

	/** Dotted capital I and dotless small i, which have no simple folding. */
	private static final Set<Integer> TURKISH = Set.of(0x130, 0x131);

	/** The sign of the unit kelvin is a K, and the long s is an S. */
	private static final Map<Integer, Integer> BEYOND_ASCII = Map.of((int) 'k', 0x212a, (int) 's', 0x17f);

	private LetterCase() {
	}

	/**
	 * Finds the characters that a character may be written as.
	 * @param character a character
	 * @return it, and those that differ by their case
	 */
	static IntStream variants(int character) {
		int folded = folded(character);
		if (folded >= 'a' && folded <= 'z') {
			IntStream both = IntStream.of(folded, Character.toUpperCase(folded));
			Integer further = BEYOND_ASCII.get(folded);
			return (further != null) ? IntStream.concat(both, IntStream.of(further)) : both;
		}
		List<Integer> same = (folded < 0x80) ? List.of() : Known.LETTERS.getOrDefault(folded, List.of());
		return same.isEmpty() ? IntStream.of(character) : same.stream().mapToInt(Integer::intValue);
	}

	private static int folded(int character) {
		return TURKISH.contains(character) ? character : Character.toLowerCase(Character.toUpperCase(character));
	}

	/** Worked out only when it is needed. */
	private static final class Known {

		private static final Map<Integer, List<Integer>> LETTERS = IntStream.rangeClosed(0x80, 0x1ffff)
			.filter(Character::isLetter)
			.boxed()
			.collect(Collectors.groupingBy(LetterCase::folded, HashMap::new, Collectors.toList()));

	}

}
