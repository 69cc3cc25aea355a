package dev.logarchiver.store;

import java.util.List;

/**
 * What a store that can be used could do better.
 *
 * @param denied names of permissions that are missing and that archiving can do without:
 * only what killed processes leave isn't tidied up then
 * @param warnings what the server does otherwise than it should, and what that means
 */
public record StoreFindings(List<String> denied, List<String> warnings) {

	/** Nothing. */
	public static final StoreFindings NONE = new StoreFindings(List.of(), List.of());

	public StoreFindings {
		denied = List.copyOf(denied);
		warnings = List.copyOf(warnings);
	}

}
