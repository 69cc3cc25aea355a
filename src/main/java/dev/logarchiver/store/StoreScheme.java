package dev.logarchiver.store;

import java.util.Map;
import java.util.Optional;

/**
 * One kind of places that logs are kept in. Each method is empty for a place of another
 * kind.
 */
public interface StoreScheme {

	/** Opens the store at a place, without asking anybody whether it is there. */
	Optional<LogStore> open(StoreLocation location);

	/**
	 * The smallest policy that a place can be used with, by the names of those who keep
	 * it.
	 * @throws dev.logarchiver.failure.SettingException if the place needs none
	 */
	Optional<Map<String, Object>> policy(StoreLocation location);

}
