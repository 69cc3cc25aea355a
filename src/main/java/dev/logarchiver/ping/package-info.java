/**
 * Pings: they notify a healthchecks service when an execution begins and ends.
 */
@NullMarked
@ApplicationModule(displayName = "ping", allowedDependencies = { "failure", "network" })
package dev.logarchiver.ping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
