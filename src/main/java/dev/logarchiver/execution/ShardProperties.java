package dev.logarchiver.execution;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many processes share a tick.
 *
 * @param shards how many shards the list of a {@code run} has, such as {@code 4}; which
 * of them a process works on is said by {@code JOB_COMPLETION_INDEX}, as Kubernetes sets
 * it in an Indexed Job. Needs PostgreSQL. {@code --shard} on the command line says both
 */
@ConfigurationProperties("archiver")
public record ShardProperties(@Nullable Integer shards) {

	public ShardProperties {
		if (shards != null && (shards < 1 || shards > Shard.MOST)) {
			throw SettingException.ofValue("archiver.shards", shards, "give a number from 1 to " + Shard.MOST);
		}
	}

}
