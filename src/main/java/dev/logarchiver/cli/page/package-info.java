/**
 * What commands print: pages for people, JSON for programs, and progress on a terminal.
 */
@NullMarked
package dev.logarchiver.cli.page;

import org.jspecify.annotations.NullMarked;
