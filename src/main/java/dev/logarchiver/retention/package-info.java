/**
 * Which logs are kept: retention rules, what they come to, and letting go of the rest.
 */
@NullMarked
@ApplicationModule(displayName = "retention",
		allowedDependencies = { "failure", "run", "state", "store", "ledger", "execution" })
package dev.logarchiver.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
