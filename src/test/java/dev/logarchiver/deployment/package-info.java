/**
 * What starts the program elsewhere: the files for Kubernetes, cron and systemd, as tests
 * read them.
 */
@NullMarked
package dev.logarchiver.deployment;

import org.jspecify.annotations.NullMarked;
