package dev.logarchiver.ledger;

import java.time.Instant;

import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A Worker whose runs between two ticks are still to be listed.
 *
 * @param entry its number in the list
 * @param worker the Worker as listed
 * @param wantedFrom from when on its runs are wanted
 * @param from up to when its runs have been listed; {@code null} if none have been: then
 * the newest one before {@code wantedFrom} is wanted too
 * @param to up to when they are to be
 */
public record DueListing(long entry, WorkerId worker, Instant wantedFrom, @Nullable Instant from, Instant to) {
}
