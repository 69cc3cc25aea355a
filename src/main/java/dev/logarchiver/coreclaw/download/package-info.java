/**
 * The log storage, a stranger: downloads from wherever the platform points.
 */
@NamedInterface("download")
@NullMarked
package dev.logarchiver.coreclaw.download;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
