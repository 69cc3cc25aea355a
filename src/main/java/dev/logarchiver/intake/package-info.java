/**
 * What to archive: the list of Workers, as text, CSV or JSON, from files, standard input
 * and the account.
 */
@NullMarked
@ApplicationModule(displayName = "intake", allowedDependencies = { "failure", "run", "state" })
package dev.logarchiver.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
