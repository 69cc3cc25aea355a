/**
 * Connecting to other machines: addresses, proxies and certificates.
 */
@NullMarked
@ApplicationModule(displayName = "network", allowedDependencies = "failure")
package dev.logarchiver.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
