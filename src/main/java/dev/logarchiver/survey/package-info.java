/**
 * The survey: asks the platform once for the news of all Workers, instead of asking each.
 */
@NullMarked
@ApplicationModule(displayName = "survey", allowedDependencies = { "failure", "run", "state", "intake", "coreclaw",
		"ledger", "ledger :: survey", "execution", "archiving" })
package dev.logarchiver.survey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
