/**
 * What surveys know: whose a listed run is, up to when the runs of each Worker are
 * covered, and which Workers are to be asked all the same.
 */
@NamedInterface("survey")
@NullMarked
package dev.logarchiver.ledger.survey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
