package dev.logarchiver.execution.history;

import java.util.List;

import dev.logarchiver.run.Shard;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.state.ExecutionTable.Completed;

/**
 * The newest execution that speaks for some Workers of a job's newest list.
 *
 * @param newest the execution
 * @param newer the shards of later ticks, which speak for their Workers themselves
 * @param latest the job instances of the last ticks in which those Workers were listed
 * @param ticks how many ticks that are
 */
public record ListPart(Completed newest, List<Shard> newer, List<Long> latest, int ticks) {

	/** Whether it speaks for a Worker that its list has. */
	public boolean holds(WorkerId worker) {
		return holds(worker.value());
	}

	/**
	 * Whether it speaks for an entry of its list.
	 * @param entry the ID of a Worker, or what stands in a line that has none
	 */
	public boolean holds(String entry) {
		return this.newer.stream().noneMatch((shard) -> shard.holds(entry));
	}

}
