/**
 * What documents say is what the program does.
 */
@NullMarked
package dev.logarchiver.documentation;

import org.jspecify.annotations.NullMarked;
