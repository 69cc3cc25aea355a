/**
 * What an execution of this program is: its identity, its counts and its report.
 */
@NullMarked
@ApplicationModule(displayName = "execution",
		allowedDependencies = { "failure", "run", "intake", "coreclaw", "store", "ledger" })
package dev.logarchiver.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
