/**
 * Error lines and differences: which lines of a log are errors, and which ones another
 * log doesn't have.
 */
@NullMarked
@ApplicationModule(displayName = "lines", allowedDependencies = "failure")
package dev.logarchiver.lines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
