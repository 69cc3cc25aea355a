package dev.logarchiver.execution;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * What became of the logs that a prune looked at.
 *
 * @param pruned those that were deleted
 * @param kept those that stay
 * @param locked those of them that the store keeps until a time, or under a legal hold
 * @param failed those whose objects could not be deleted: the next prune tries again
 * @param bytes the size of the objects that were deleted
 */
public record PruneCounts(long pruned, long kept, long locked, long failed, long bytes) {

	public static final PruneCounts NONE = new PruneCounts(0, 0, 0, 0, 0);

	private static final String PREFIX = "prune.";

	public static PruneCounts from(ExecutionContext context) {
		return new PruneCounts(context.getLong(PREFIX + "pruned", 0), context.getLong(PREFIX + "kept", 0),
				context.getLong(PREFIX + "locked", 0), context.getLong(PREFIX + "failed", 0),
				context.getLong(PREFIX + "bytes", 0));
	}

	public void putInto(ExecutionContext context) {
		context.putLong(PREFIX + "pruned", this.pruned);
		context.putLong(PREFIX + "kept", this.kept);
		context.putLong(PREFIX + "locked", this.locked);
		context.putLong(PREFIX + "failed", this.failed);
		context.putLong(PREFIX + "bytes", this.bytes);
	}

	public PruneCounts plus(PruneCounts other) {
		return new PruneCounts(this.pruned + other.pruned, this.kept + other.kept, this.locked + other.locked,
				this.failed + other.failed, this.bytes + other.bytes);
	}

}
