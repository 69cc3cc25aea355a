/**
 * Keeps the tests within their own folders: the machine that builds the program may be
 * the one that runs it every night.
 */
@NullMarked
package dev.logarchiver.outside;

import org.jspecify.annotations.NullMarked;
