/**
 * The sink: objects in S3-compatible storage or in a directory, and their keys.
 */
@NullMarked
@ApplicationModule(displayName = "store",
		allowedDependencies = { "failure", "run", "network", "pace", "state", "lines :: errors", "lines :: pattern" })
package dev.logarchiver.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
