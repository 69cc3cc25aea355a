/**
 * How fast others may be asked: as fast as they allow, which shows when they refuse.
 */
@NullMarked
@ApplicationModule(displayName = "pace", allowedDependencies = {})
package dev.logarchiver.pace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
