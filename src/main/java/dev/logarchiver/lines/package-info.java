/**
 * What the lines of a log say: which are errors, and which another log doesn't have.
 */
@NullMarked
@ApplicationModule(displayName = "lines", allowedDependencies = "failure")
package dev.logarchiver.lines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
