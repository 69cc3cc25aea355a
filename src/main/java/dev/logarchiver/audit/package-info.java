/**
 * Whether store and ledger agree, and what is done when they don't: verify, repair,
 * reindex.
 */
@NullMarked
@ApplicationModule(displayName = "audit", allowedDependencies = { "failure", "run", "state", "lines :: errors", "store",
		"store :: spool", "ledger", "reading", "archiving", "retention" })
package dev.logarchiver.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
