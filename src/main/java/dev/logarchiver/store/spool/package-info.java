/**
 * One log on this side, compressed, between its download and its object.
 */
@NamedInterface("spool")
@NullMarked
package dev.logarchiver.store.spool;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
