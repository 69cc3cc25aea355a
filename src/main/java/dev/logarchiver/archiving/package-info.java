/**
 * One run: find it, fetch its log, store it.
 */
@NullMarked
@ApplicationModule(displayName = "archiving",
		allowedDependencies = { "failure", "run", "network", "lines :: errors", "lines :: redaction", "state", "intake",
				"coreclaw", "coreclaw :: download", "store", "store :: spool", "ledger", "execution" })
package dev.logarchiver.archiving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
