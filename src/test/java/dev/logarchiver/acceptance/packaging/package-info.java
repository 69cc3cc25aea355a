/**
 * The program as it is shipped: the jar, its launcher, and completion in a shell.
 */
@NullMarked
package dev.logarchiver.acceptance.packaging;

import org.jspecify.annotations.NullMarked;
