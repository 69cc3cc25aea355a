/**
 * Local state: the state directory, the database and the locks.
 */
@NullMarked
@ApplicationModule(displayName = "state", allowedDependencies = "failure")
package dev.logarchiver.state;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
