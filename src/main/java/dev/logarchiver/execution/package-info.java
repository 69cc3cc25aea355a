/**
 * Executions of this program: their identity, their counts and their report.
 */
@NullMarked
@ApplicationModule(displayName = "execution", allowedDependencies = { "failure", "run", "state", "intake", "coreclaw",
		"store", "ledger", "ledger :: survey" })
package dev.logarchiver.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
