package dev.logarchiver.cli.page;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.LogLink;
import org.jspecify.annotations.Nullable;

/**
 * A link as it is printed: alone, so that a shell can take it.
 *
 * @param log the log that it leads to
 * @param link the link
 */
public record LinkPage(ArchivedLog log, LogLink link) {

	public String text() {
		return switch (this.link) {
			case LogLink.Url url -> url.url().toString();
			case LogLink.File file -> file.path().toString();
		};
	}

	public Object json() {
		return switch (this.link) {
			case LogLink.Url url -> json(url.url().toString(), url.expiresAt(), null);
			case LogLink.File file -> json(null, null, file.path().toString());
		};
	}

	private LinkJson json(@Nullable String url, @Nullable Instant expiresAt, @Nullable String path) {
		return new LinkJson(this.log.worker().value(), this.log.runId().value(), this.log.key(), url, expiresAt, path);
	}

	/** The names are a public interface. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record LinkJson(String worker, String run, String key, @Nullable String url, @Nullable Instant expiresAt,
			@Nullable String path) {

	}

}
