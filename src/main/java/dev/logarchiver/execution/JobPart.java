package dev.logarchiver.execution;

import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

/**
 * What of a job one process at a time works on: all of it, or a shard.
 *
 * @param job the job's name
 * @param shard the shard; null for all of the job
 */
public record JobPart(String job, @Nullable Shard shard) {

	/** No name of a job has a space. */
	private static final String SHARD = " shard ";

	/**
	 * Reads what {@link #toString} gave.
	 * @throws IllegalArgumentException if it is something else
	 */
	public static JobPart parse(String text) {
		int end = text.indexOf(SHARD);
		return (end < 0) ? new JobPart(text, null)
				: new JobPart(text.substring(0, end), Shard.parse(text.substring(end + SHARD.length())));
	}

	/**
	 * Whether the job was shared by another number of processes when that other part was
	 * worked on: nobody may ever work on it again.
	 */
	public boolean succeeds(JobPart other) {
		return this.job.equals(other.job) && shards() != other.shards();
	}

	private int shards() {
		return (this.shard != null) ? this.shard.count() : 0;
	}

	/** The name of its lock. */
	@Override
	public String toString() {
		return (this.shard != null) ? this.job + SHARD + this.shard : this.job;
	}

}
