/**
 * The window of items under way at a time
 */
@NullMarked
package dev.logarchiver.job.window;

import org.jspecify.annotations.NullMarked;
