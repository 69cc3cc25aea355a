/**
 * What is kept for how long, and what nobody may delete.
 */
@NullMarked
package dev.logarchiver.acceptance.retention;

import org.jspecify.annotations.NullMarked;
