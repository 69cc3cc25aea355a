package dev.logarchiver.store;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * A log as a test puts it into a store.
 *
 * @param content the uncompressed bytes
 * @param text the same, compressed
 * @param metadata what the object is to say about itself
 */
public record Sample(Content content, SpooledLog text, LogMetadata metadata) {

	public byte[] bytes() {
		return this.content.bytes();
	}

}
