/**
 * Archives the logs of CoreClaw runs, whole and once, in S3-compatible storage.
 */
@NullMarked
package dev.logarchiver;

import org.jspecify.annotations.NullMarked;
