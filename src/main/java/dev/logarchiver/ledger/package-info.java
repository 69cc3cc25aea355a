/**
 * The memory: what is archived, what failed and which list an execution works on.
 */
@NullMarked
@ApplicationModule(displayName = "ledger",
		allowedDependencies = { "failure", "run", "lines", "lines :: errors", "intake", "store", "store :: spool" })
package dev.logarchiver.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
