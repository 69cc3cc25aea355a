/** Finding what went wrong: search, report, differences. */
@NullMarked
package dev.logarchiver.web.find;

import org.jspecify.annotations.NullMarked;
