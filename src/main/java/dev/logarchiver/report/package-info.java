/**
 * What failed on the platform: since when, and with which line that wasn't there before.
 */
@NullMarked
@ApplicationModule(displayName = "report",
		allowedDependencies = { "failure", "run", "state", "lines", "lines :: difference", "lines :: errors",
				"lines :: pattern", "store", "ledger", "ledger :: runs", "reading", "execution",
				"execution :: history" })
package dev.logarchiver.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
