package dev.logarchiver.store;

import java.time.Duration;

/**
 * How long a store is waited for.
 *
 * @param putTimeout the time that each request has, beside that for its bytes
 * @param leastRate the number of bytes for which it has a second more
 * @param retryDelay how long to wait at most before the first retry, and how long
 * everybody waits after a first refusal
 * @param patience how long a request goes on after refusals for too many requests
 */
public record StoreBounds(Duration putTimeout, long leastRate, Duration retryDelay, Duration patience) {
}
