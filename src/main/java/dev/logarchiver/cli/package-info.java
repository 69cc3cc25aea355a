/**
 * The command line: one class a command, and the exit codes.
 */
@NullMarked
@ApplicationModule(displayName = "cli",
		allowedDependencies = { "failure", "run", "network", "state", "lines", "lines :: difference",
				"lines :: pattern", "lines :: errors", "lines :: redaction", "intake", "coreclaw", "store",
				"store :: spool", "ledger", "ledger :: runs", "ledger :: survey", "reading", "search", "report",
				"execution", "execution :: history", "archiving", "retention", "audit", "job", "job :: plan", "metrics",
				"notification", "ping", "survey", "web", "web :: callbacks" })
package dev.logarchiver.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
