package dev.logarchiver.metrics;

import java.util.Optional;

import dev.logarchiver.execution.JobPart;

/**
 * Whose metrics they are: those of one job are kept apart from those of others.
 *
 * @param command the command that started the execution, {@code run} or {@code backfill}
 * @param part the job, or a shard of it: metrics of shards don't replace each other
 */
record Group(String command, JobPart part) {

	String job() {
		return this.part.job();
	}

	/**
	 * Which shard it is. How many there are is left out, so that as few series as
	 * possible are left behind when that changes.
	 */
	Optional<String> shard() {
		return Optional.ofNullable(this.part.shard()).map((shard) -> String.valueOf(shard.index()));
	}

}
