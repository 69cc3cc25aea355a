/**
 * The wiring: the Spring Batch job that archives a list of Workers.
 */
@NullMarked
@ApplicationModule(displayName = "job", allowedDependencies = { "failure", "run", "state", "intake", "coreclaw",
		"store", "ledger", "ledger :: survey", "execution", "archiving", "audit", "retention", "survey" })
package dev.logarchiver.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
