/**
 * The nouns: Workers, runs and their states as validated records, free of any framework.
 */
@NullMarked
@ApplicationModule(displayName = "run", allowedDependencies = "failure")
package dev.logarchiver.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
