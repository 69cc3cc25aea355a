/** What all pages have in common. */
@NullMarked
package dev.logarchiver.web.page;

import org.jspecify.annotations.NullMarked;
