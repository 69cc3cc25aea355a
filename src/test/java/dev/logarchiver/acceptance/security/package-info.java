/**
 * What the program keeps to itself, whom it trusts, and what it needs to be permitted.
 */
@NullMarked
package dev.logarchiver.acceptance.security;

import org.jspecify.annotations.NullMarked;
