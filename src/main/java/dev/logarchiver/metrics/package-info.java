/**
 * Metrics: published when an execution has ended. The only use of Micrometer.
 */
@NullMarked
@ApplicationModule(displayName = "metrics", allowedDependencies = { "failure", "run", "network", "coreclaw", "ledger",
		"ledger :: runs", "ledger :: survey", "execution", "execution :: history" })
package dev.logarchiver.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
