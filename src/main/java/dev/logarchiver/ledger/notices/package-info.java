/**
 * What receivers of notifications were told is wrong, and what they are still to be told.
 */
@NamedInterface("notices")
@NullMarked
package dev.logarchiver.ledger.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
