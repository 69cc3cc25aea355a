/**
 * The outside world in small, for tests and for the demo: a platform and an S3 server.
 */
@NullMarked
package dev.logarchiver.simulation;

import org.jspecify.annotations.NullMarked;
