package dev.logarchiver.cli;

import dev.logarchiver.execution.ShardProperties;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.run.Shard;
import dev.logarchiver.state.JobLocks;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Which shard of its list a run works on. */
@Component
record ChosenShard(ShardProperties settings, JobLocks locks, Environment environment) {

	/** Set by Kubernetes in the containers of an Indexed Job. */
	private static final String INDEX = "JOB_COMPLETION_INDEX";

	/**
	 * The shard that the command line gives, else that of the Indexed Job that this is a
	 * part of.
	 * @param given the one of the command line; null where it gives none
	 * @return the shard; null where the whole list is worked on
	 * @throws ConfigurationException if there is no such shard, or if only one process
	 * can use the database
	 */
	@Nullable Shard or(@Nullable Shard given) {
		Shard shard = (given != null) ? given : ofIndexedJob();
		if (shard != null && !this.locks.areShared()) {
			throw new ConfigurationException(
					"Shard " + shard + " needs PostgreSQL: the H2 database in the state directory is for one process "
							+ "at a time",
					"set SPRING_DATASOURCE_URL to a PostgreSQL database, or run without --shard and archiver.shards",
					null);
		}
		return shard;
	}

	private @Nullable Shard ofIndexedJob() {
		Integer shards = this.settings.shards();
		if (shards == null) {
			return null;
		}
		String index = this.environment.getProperty(INDEX, "");
		if (index.isBlank()) {
			throw new ConfigurationException("archiver.shards is " + shards + ", but not which of them this is",
					"give --shard, such as 0/" + shards + ", or run it as an Indexed Job of Kubernetes, which sets "
							+ INDEX,
					null);
		}
		try {
			return Shard.parse(index.strip() + "/" + shards);
		}
		catch (IllegalArgumentException ex) {
			throw new ConfigurationException(
					INDEX + " is '" + Printable.escape(index) + "', but archiver.shards is " + shards,
					"give the Job as many completions as archiver.shards says", ex);
		}
	}

}
