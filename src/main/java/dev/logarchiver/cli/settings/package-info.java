/**
 * The settings of a command: which files are read, what is wrong in them, and where it
 * stands.
 */
@NullMarked
package dev.logarchiver.cli.settings;

import org.jspecify.annotations.NullMarked;
