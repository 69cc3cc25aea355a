/** What the jobs did. */
@NullMarked
package dev.logarchiver.web.executions;

import org.jspecify.annotations.NullMarked;
