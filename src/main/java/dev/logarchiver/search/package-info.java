/**
 * Looks for lines in the texts of archived logs.
 */
@NullMarked
@ApplicationModule(displayName = "search", allowedDependencies = { "failure", "ledger", "lines", "lines :: pattern",
		"lines :: redaction", "reading", "store" })
package dev.logarchiver.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
