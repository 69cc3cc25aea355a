package dev.logarchiver.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The store at the place that {@code archiver.store.uri} names, by whichever scheme has
 * such places.
 */
@Component
public class Stores {

	private final List<StoreScheme> schemes;

	private final StoreLocation location;

	Stores(List<StoreScheme> schemes, StoreProperties properties,
			@Value("${archiver.state-dir}") String stateDirectory) {
		this.schemes = schemes;
		this.location = properties.location(Path.of(stateDirectory, "archive"));
	}

	LogStore open() {
		return first(StoreScheme::open);
	}

	/**
	 * The smallest policy that the store can be used with.
	 * @return the document, by the names of those who keep the store
	 * @throws dev.logarchiver.failure.SettingException if it needs none
	 */
	public Map<String, Object> policy() {
		return first(StoreScheme::policy);
	}

	private <T> T first(BiFunction<StoreScheme, StoreLocation, Optional<T>> part) {
		return this.schemes.stream()
			.flatMap((scheme) -> part.apply(scheme, this.location).stream())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There is no store for " + this.location));
	}

}
