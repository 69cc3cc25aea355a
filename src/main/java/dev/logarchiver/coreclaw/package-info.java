/**
 * The source: the CoreClaw API and the download of a full log.
 */
@NullMarked
@ApplicationModule(displayName = "coreclaw", allowedDependencies = { "failure", "run", "network", "pace" })
package dev.logarchiver.coreclaw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
