/**
 * What past executions say: how fresh the archive is, and why a run is in it or not.
 */
@NamedInterface("history")
@NullMarked
package dev.logarchiver.execution.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
