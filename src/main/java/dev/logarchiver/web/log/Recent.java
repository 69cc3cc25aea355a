package dev.logarchiver.web.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps what was used last. For many threads.
 *
 * @param <K> the type of what tells one from another
 * @param <V> the type of what is kept
 */
final class Recent<K, V> {

	private final Map<K, V> kept;

	Recent(int most) {
		this.kept = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
				return size() > most;
			}

		};
	}

	/** Gives what is kept, or makes it. */
	synchronized V get(K key, Function<? super K, ? extends V> making) {
		V known = this.kept.get(key);
		if (known == null) {
			known = making.apply(key);
			this.kept.put(key, known);
		}
		return known;
	}

}
