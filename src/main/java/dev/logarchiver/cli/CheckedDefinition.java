package dev.logarchiver.cli;

import java.nio.file.Path;
import java.util.stream.Stream;

import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.JobProperties;
import dev.logarchiver.execution.Schedule;
import dev.logarchiver.execution.ShardProperties;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.ListProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** What a definition says of its job, and that the job can run by itself. */
record CheckedDefinition(JobProperties job, ShardProperties shards, ListProperties list,
		ObjectProvider<CoreClawClient> platform, Environment environment) {

	private static final Logger logger = LoggerFactory.getLogger(CheckedDefinition.class);

	private static final String STORE = "archiver.store.uri";

	private static final String DATABASE = "spring.datasource.url";

	private static final String DIRECTORY = "archiver.state-dir";

	/**
	 * Checks the definition.
	 * @param file where it is
	 * @param pages the settings of the pages that are served beside the job
	 * @throws ConfigurationException if the job can't run by itself
	 */
	JobDefinition definition(Path file, Environment pages) {
		warnOfAnotherArchive(file, pages);
		Schedule schedule = this.job.ticks()
			.orElseThrow(
					() -> new ConfigurationException("the job definition " + file + " has no archiver.job.schedule",
							"give one, such as '15 3 * * *', or move the file out of the directory", null));
		if (this.shards.shards() != null) {
			throw new ConfigurationException("the job definition " + file + " has archiver.shards",
					"leave it out: one process works on the whole list, and shards are for an Indexed Job of "
							+ "Kubernetes",
					null);
		}
		if (!this.list.any()) {
			throw new ConfigurationException("the job definition " + file + " names no Workers",
					"set archiver.workers.files, archiver.workers.ids or archiver.workers.all", null);
		}
		if (this.list.files().contains("-")) {
			throw new ConfigurationException("the job definition " + file + " has '-' in archiver.workers.files",
					"name files: nobody writes to the standard input of what runs for long", null);
		}
		this.platform.getObject();
		String url = this.environment.getProperty(DATABASE, "");
		String directory = this.environment.getProperty(DIRECTORY, "");
		return url.isBlank()
				? new JobDefinition(file, this.job.name(), schedule,
						Path.of(directory).toAbsolutePath().normalize().toString(), true)
				: new JobDefinition(file, this.job.name(), schedule, url, false);
	}

	private void warnOfAnotherArchive(Path file, Environment pages) {
		boolean onServer = !this.environment.getProperty(DATABASE, "").isBlank();
		Stream.of(STORE, onServer ? DATABASE : DIRECTORY)
			.filter((name) -> !this.environment.getProperty(name, "").equals(pages.getProperty(name, "")))
			.findFirst()
			.ifPresent((name) -> logger.warn("The pages don't show the archive of {}, which sets another {}: "
					+ "name that file with --config, too", file, name));
	}

}
