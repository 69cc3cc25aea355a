package dev.logarchiver.cli.schedule;

import java.nio.file.Path;

import dev.logarchiver.execution.Schedule;

/**
 * A job that runs on its schedule.
 *
 * @param file its settings
 * @param name its name
 * @param schedule its ticks
 * @param database where its executions and its ledger are: a state directory, or the URL
 * of a database
 * @param alone whether one process, and so one execution, has that database at a time
 */
public record JobDefinition(Path file, String name, Schedule schedule, String database, boolean alone) {
}
