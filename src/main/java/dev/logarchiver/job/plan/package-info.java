/**
 * What an execution would do, without doing it.
 */
@NamedInterface("plan")
@NullMarked
package dev.logarchiver.job.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
