/**
 * Metrics: published when an execution has ended. The only use of Micrometer.
 */
@NullMarked
@ApplicationModule(displayName = "metrics", allowedDependencies = { "failure", "network", "coreclaw", "ledger",
		"ledger :: survey", "execution", "execution :: history" })
package dev.logarchiver.metrics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
