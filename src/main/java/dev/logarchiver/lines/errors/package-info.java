/**
 * Which lines of a log are errors.
 */
@NamedInterface("errors")
@NullMarked
package dev.logarchiver.lines.errors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
