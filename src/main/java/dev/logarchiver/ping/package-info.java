/**
 * Reports to a service that watches for missing executions that one began, succeeded or
 * failed.
 */
@NullMarked
@ApplicationModule(displayName = "ping", allowedDependencies = { "failure", "network" })
package dev.logarchiver.ping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
