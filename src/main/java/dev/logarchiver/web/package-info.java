/**
 * Pages for the browser: a web server beside the archive, which only reads. Nothing else
 * loads it.
 */
@NullMarked
@ApplicationModule(displayName = "web",
		allowedDependencies = { "failure", "run", "state", "lines", "lines :: difference", "lines :: errors",
				"lines :: pattern", "store", "store :: spool", "ledger", "ledger :: runs", "reading", "execution",
				"execution :: history", "retention", "report", "search" })
package dev.logarchiver.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
