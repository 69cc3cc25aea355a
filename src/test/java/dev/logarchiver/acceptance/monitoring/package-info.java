/**
 * Who is notified of the end of an execution: metrics and pings.
 */
@NullMarked
package dev.logarchiver.acceptance.monitoring;

import org.jspecify.annotations.NullMarked;
