package dev.logarchiver.store;

import java.util.List;

/**
 * What a store that can be used could do better.
 *
 * @param denied names of permissions that are missing and that archiving can do without:
 * only what killed processes leave isn't tidied up then
 * @param warnings what the server does otherwise than it should
 * @param facts what is to be known of the store besides, each a part of a sentence
 */
public record StoreFindings(List<String> denied, List<StoreWarning> warnings, List<String> facts) {

	/** Nothing. */
	public static final StoreFindings NONE = new StoreFindings(List.of(), List.of(), List.of());

	public StoreFindings {
		denied = List.copyOf(denied);
		warnings = List.copyOf(warnings);
		facts = List.copyOf(facts);
	}

}
