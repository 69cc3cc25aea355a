/**
 * Starts the application, at a price that fits the command.
 */
@NullMarked
package dev.logarchiver.cli.start;

import org.jspecify.annotations.NullMarked;
