/**
 * What the pages for the browser show.
 */
@NullMarked
package dev.logarchiver.acceptance.pages;

import org.jspecify.annotations.NullMarked;
