/**
 * The page of a log, whatever its size.
 */
@NullMarked
package dev.logarchiver.web.log;

import org.jspecify.annotations.NullMarked;
