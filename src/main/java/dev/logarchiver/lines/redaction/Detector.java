package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Decides where a clue stands whether there is a secret, too. Takes time by the length of
 * the secret, not of the text. For many threads.
 */
@FunctionalInterface
interface Detector {

	/**
	 * Looks for a secret. It must not reach beyond the line of the clue.
	 * @param text what the clue is in
	 * @param from where the clue begins
	 * @param end where the clue ends
	 * @return where the secret is; {@code null} if there is none
	 */
	@Nullable Secret find(Passage text, int from, int end);

}
