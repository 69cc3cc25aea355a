/**
 * The automaton that looks for a regular expression in the lines of a text, as its bytes
 * stream past.
 */
@NamedInterface("pattern")
@NullMarked
package dev.logarchiver.lines.pattern;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
