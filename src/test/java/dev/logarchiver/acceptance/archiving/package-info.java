/**
 * What a run archives, seen from outside: which logs, when they are final, and what is
 * left alone.
 */
@NullMarked
package dev.logarchiver.acceptance.archiving;

import org.jspecify.annotations.NullMarked;
