/**
 * Request rates: as fast as the other side allows, which shows when it refuses.
 */
@NullMarked
@ApplicationModule(displayName = "pace", allowedDependencies = {})
package dev.logarchiver.pace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
