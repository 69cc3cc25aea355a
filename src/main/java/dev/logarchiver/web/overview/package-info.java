/** The first page: what needs attention. */
@NullMarked
package dev.logarchiver.web.overview;

import org.jspecify.annotations.NullMarked;
