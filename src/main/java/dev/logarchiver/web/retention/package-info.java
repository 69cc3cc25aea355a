/** What is held, and what a prune would delete. */
@NullMarked
package dev.logarchiver.web.retention;

import org.jspecify.annotations.NullMarked;
