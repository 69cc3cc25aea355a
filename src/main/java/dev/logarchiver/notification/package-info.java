/**
 * Notifications: after an execution, one message where something changed.
 */
@NullMarked
@ApplicationModule(displayName = "notification", allowedDependencies = { "failure", "run", "network", "lines", "ledger",
		"ledger :: notices", "ledger :: runs", "execution", "execution :: history", "report" })
package dev.logarchiver.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
