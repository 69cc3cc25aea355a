package dev.logarchiver.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.cli.schedule.JobDefinition;
import dev.logarchiver.failure.ConfigurationException;

/**
 * A directory of job definitions.
 *
 * @param path its path, as its user named it
 */
record JobDirectory(Path path) {

	/**
	 * Reads all definitions in it.
	 * @param host reads one
	 * @return the jobs, in the order of their files' names
	 * @throws ConfigurationException if there is none, or one can't run, or two are one
	 * job
	 */
	List<JobDefinition> read(JobHost host) {
		List<Path> files = files();
		if (files.isEmpty()) {
			throw new ConfigurationException("--jobs '" + this.path + "': no job definition (*.yaml) is in it");
		}
		List<JobDefinition> jobs = new ArrayList<>();
		for (Path file : files) {
			JobDefinition job = host.definition(file);
			jobs.stream().filter((other) -> other.name().equals(job.name())).findFirst().ifPresent((other) -> {
				throw new ConfigurationException("the job definitions " + other.file() + " and " + file
						+ " have the same archiver.job.name, '" + job.name() + "'", "give each a name of its own",
						null);
			});
			jobs.add(job);
		}
		return jobs;
	}

	private List<Path> files() {
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> found = Files.newDirectoryStream(this.path, "*.{yaml,yml}")) {
			found.forEach(files::add);
		}
		catch (IOException ex) {
			throw new ConfigurationException("--jobs '" + this.path + "': there is no such readable directory", ex);
		}
		files.sort(null);
		return files;
	}

}
