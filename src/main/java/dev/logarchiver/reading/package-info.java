/**
 * The text of an archived log: from its beginning or from the middle.
 */
@NullMarked
@ApplicationModule(displayName = "reading",
		allowedDependencies = { "failure", "network", "state", "store", "store :: spool", "ledger" })
package dev.logarchiver.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
