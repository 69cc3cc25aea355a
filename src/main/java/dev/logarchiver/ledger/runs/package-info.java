/**
 * How runs ended on the platform, as far as their logs are archived.
 */
@NamedInterface("runs")
@NullMarked
package dev.logarchiver.ledger.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
