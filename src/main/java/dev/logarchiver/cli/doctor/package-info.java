/**
 * What {@code doctor} finds, and what to do about it.
 */
@NullMarked
package dev.logarchiver.cli.doctor;

import org.jspecify.annotations.NullMarked;
