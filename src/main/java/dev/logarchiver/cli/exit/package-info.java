/**
 * How the program ends: its exit codes, and whether the end has begun.
 */
@NullMarked
package dev.logarchiver.cli.exit;

import org.jspecify.annotations.NullMarked;
