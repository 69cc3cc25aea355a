package dev.logarchiver.archiving;

import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.store.spool.SpooledLog;
import org.jspecify.annotations.Nullable;

/**
 * A text that is to be stored.
 *
 * @param spooled the text; its receiver closes it
 * @param redacted what was made unreadable in it; {@code null} where it is as it was
 * downloaded
 */
record RecordedText(SpooledLog spooled, @Nullable RedactedText redacted) {

}
