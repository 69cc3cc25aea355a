/**
 * Local state: the state directory, the database, the locks and the shared call budget.
 */
@NullMarked
@ApplicationModule(displayName = "state", allowedDependencies = { "failure", "pace" })
package dev.logarchiver.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
