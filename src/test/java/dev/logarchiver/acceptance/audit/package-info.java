/**
 * Whether the archive still is what the ledger says, and how it is mended.
 */
@NullMarked
package dev.logarchiver.acceptance.audit;

import org.jspecify.annotations.NullMarked;
