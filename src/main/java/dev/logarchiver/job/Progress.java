package dev.logarchiver.job;

/**
 * How far an execution is; published as an event after each commit.
 *
 * @param counts what became of the Workers so far
 * @param total how many Workers and bad lines the list has
 */
public record Progress(Counts counts, long total) {
}
