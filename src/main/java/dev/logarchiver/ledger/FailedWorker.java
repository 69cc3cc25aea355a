package dev.logarchiver.ledger;

import java.time.Instant;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.RunId;
import org.jspecify.annotations.Nullable;

/**
 * A Worker, or a bad line of a list, that could not be archived. Its texts come from
 * outside and are escaped here, so that no text is in the way of recording a failure.
 *
 * @param entry its number in the list
 * @param worker the Worker ID, or the bad line's text
 * @param run the run, if it was known already
 * @param code the platform's error code, else a word
 * @param reason the cause, for a person
 * @param requestId the platform's ID of the call that failed
 * @param failedAt when it failed
 */
public record FailedWorker(long entry, String worker, @Nullable RunId run, String code, String reason,
		@Nullable String requestId, Instant failedAt) {

	public FailedWorker {
		worker = Printable.escape(worker);
		code = Printable.escape(code);
		reason = Printable.escape(reason);
		requestId = (requestId != null) ? Printable.escape(requestId) : null;
	}

}
