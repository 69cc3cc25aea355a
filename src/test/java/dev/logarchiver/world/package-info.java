/**
 * What stands around a program under test, and the ways to call it.
 */
@NullMarked
package dev.logarchiver.world;

import org.jspecify.annotations.NullMarked;
