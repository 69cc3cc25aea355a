/**
 * How a job is defined and executed: settings, ticks, exit codes, database.
 */
@NullMarked
package dev.logarchiver.acceptance.jobs;

import org.jspecify.annotations.NullMarked;
