/**
 * Failures that carry a remedy, and what of a text may be printed.
 */
@NullMarked
@ApplicationModule(displayName = "failure", allowedDependencies = {})
package dev.logarchiver.failure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
