/**
 * A run without consequences, from which the JVM learns ahead of time what the program
 * needs.
 */
@NullMarked
@ApplicationModule(displayName = "rehearsal", allowedDependencies = "cli")
package dev.logarchiver.rehearsal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
