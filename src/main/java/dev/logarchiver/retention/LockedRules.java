package dev.logarchiver.retention;

import java.time.Duration;
import java.util.List;

import dev.logarchiver.store.StoreProperties;

import org.springframework.stereotype.Component;

/** Compares the retention rules with how long new logs are locked. */
@Component
public class LockedRules {

	private final RetentionProperties settings;

	private final StoreProperties store;

	LockedRules(RetentionProperties settings, StoreProperties store) {
		this.settings = settings;
		this.store = store;
	}

	/**
	 * The rules that would let go of logs while they are locked.
	 * @return the rules, for people; none where nothing is locked
	 */
	public List<String> shorterThanTheLock() {
		Duration lock = this.store.s3().objectLock().retain();
		return (lock == null) ? List.of()
				: this.settings.policy()
					.stream()
					.filter((rule) -> rule.within() != null && rule.within().compareTo(lock) < 0)
					.map(RetentionRule::toString)
					.toList();
	}

}
