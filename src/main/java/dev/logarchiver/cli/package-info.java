/**
 * The entry: one class a command, and the exit codes.
 */
@NullMarked
@ApplicationModule(displayName = "cli",
		allowedDependencies = { "failure", "run", "network", "state", "lines", "lines :: errors", "lines :: difference",
				"intake", "coreclaw", "store", "store :: spool", "ledger", "execution", "execution :: history", "job",
				"metrics", "ping" })
package dev.logarchiver.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
