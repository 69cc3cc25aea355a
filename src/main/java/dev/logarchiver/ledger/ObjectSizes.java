package dev.logarchiver.ledger;

/**
 * How large the objects of a ledger are, beside a size that each is billed for at least.
 *
 * @param logs how many there are
 * @param bytes their size
 * @param billed their size where each counts as the least size at least
 * @param large how many are above some size
 * @param largeBytes the size of those
 * @param largeBilled likewise, of those
 */
public record ObjectSizes(long logs, long bytes, long billed, long large, long largeBytes, long largeBilled) {
}
