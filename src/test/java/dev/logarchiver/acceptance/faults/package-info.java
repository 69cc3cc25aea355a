/**
 * What the program does when a Worker, a server, a disk or its own process fails.
 */
@NullMarked
package dev.logarchiver.acceptance.faults;

import org.jspecify.annotations.NullMarked;
