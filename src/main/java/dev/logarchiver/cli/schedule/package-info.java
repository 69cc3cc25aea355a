/**
 * Runs jobs on their schedules.
 */
@NullMarked
package dev.logarchiver.cli.schedule;

import org.jspecify.annotations.NullMarked;
