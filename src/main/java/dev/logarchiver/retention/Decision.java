package dev.logarchiver.retention;

/** What becomes of an archived log. */
public sealed interface Decision {

	/** Why, in words. */
	String reason();

	/** It stays. */
	record Kept(String reason) implements Decision {
	}

	/** It goes, by this rule. */
	record Pruned(String reason) implements Decision {
	}

}
