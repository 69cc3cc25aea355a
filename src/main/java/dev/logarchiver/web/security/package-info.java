/** Who may see the pages, and what a browser may do with them. */
@NullMarked
package dev.logarchiver.web.security;

import org.jspecify.annotations.NullMarked;
