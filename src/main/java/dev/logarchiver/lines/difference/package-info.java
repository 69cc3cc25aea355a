/**
 * What a log says that another one doesn't.
 */
@NamedInterface("difference")
@NullMarked
package dev.logarchiver.lines.difference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
