/** The Workers, and what is archived of each. */
@NullMarked
package dev.logarchiver.web.workers;

import org.jspecify.annotations.NullMarked;
