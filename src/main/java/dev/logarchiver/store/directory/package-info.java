/**
 * A directory behind the contract, for a first try and for disks.
 */
@NullMarked
package dev.logarchiver.store.directory;

import org.jspecify.annotations.NullMarked;
