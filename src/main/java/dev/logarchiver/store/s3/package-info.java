/**
 * The bucket: S3-compatible storage behind the contract.
 */
@NullMarked
package dev.logarchiver.store.s3;

import org.jspecify.annotations.NullMarked;
