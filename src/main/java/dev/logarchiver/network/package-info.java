/**
 * How other machines are reached: what an address says, and through what.
 */
@NullMarked
@ApplicationModule(displayName = "network", allowedDependencies = "failure")
package dev.logarchiver.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
