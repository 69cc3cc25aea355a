/**
 * The window of items under way at a time: overlapping chunks, for any item.
 */
@NullMarked
package dev.logarchiver.job.window;

import org.jspecify.annotations.NullMarked;
