/**
 * What the commands print that only read.
 */
@NullMarked
package dev.logarchiver.acceptance.inspection;

import org.jspecify.annotations.NullMarked;
