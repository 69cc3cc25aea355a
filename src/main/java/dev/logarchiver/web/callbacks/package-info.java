/** What the platform tells of itself: that a run has ended. */
@NullMarked
@NamedInterface("callbacks")
package dev.logarchiver.web.callbacks;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
