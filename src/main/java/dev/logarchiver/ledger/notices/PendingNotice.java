package dev.logarchiver.ledger.notices;

import java.time.Instant;

/**
 * A message that is to be sent.
 *
 * @param id the same each time it is sent
 * @param body the message in the receiver's format
 * @param writtenAt when it was written
 */
public record PendingNotice(String id, String body, Instant writtenAt) {
}
