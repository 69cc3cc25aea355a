/**
 * Secrets in the text of logs: where they stand, and a text without them.
 */
@NamedInterface("redaction")
@NullMarked
package dev.logarchiver.lines.redaction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
