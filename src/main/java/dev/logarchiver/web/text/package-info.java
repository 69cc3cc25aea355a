/**
 * Lines of a log as they are shown: colours as classes, nothing unseen, nothing too long.
 */
@NullMarked
package dev.logarchiver.web.text;

import org.jspecify.annotations.NullMarked;
