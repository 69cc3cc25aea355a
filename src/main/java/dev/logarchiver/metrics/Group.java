package dev.logarchiver.metrics;

/**
 * Whose metrics they are: those of one job are kept apart from those of others.
 *
 * @param command the command that started the execution, {@code run} or {@code backfill}
 * @param job the job's name
 */
record Group(String command, String job) {
}
