package dev.logarchiver.coreclaw.download;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What to download.
 *
 * @param url where it is
 * @param knownEtag the entity tag of the text that is known already
 * @param provisional whether the text is still to change, so that its end is of no
 * importance
 */
record LogSource(StorageUrl url, @Nullable String knownEtag, boolean provisional) {

	Map<String, String> condition() {
		return (this.knownEtag != null) ? Map.of("If-None-Match", this.knownEtag) : Map.of();
	}

}
