package dev.logarchiver.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file for node_exporter's textfile collector, one for each group. It appears whole:
 * the collector may read at any time.
 *
 * @param directory the collector's directory
 */
record Textfile(Path directory) implements Destination {

	@Override
	public String place() {
		return "the textfile directory " + this.directory;
	}

	@Override
	public void publish(Meters meters) throws IOException {
		if (!Files.isDirectory(this.directory)) {
			throw new IOException("there is no such directory; correct archiver.metrics.textfile-directory");
		}
		String name = "log-archiver-" + meters.group().command() + "-" + meters.group().job()
				+ meters.group().shard().map((shard) -> "~" + shard).orElse("") + ".prom";
		Path file = this.directory.resolve(name);
		String text = PrometheusText.of(meters);
		// the collector passes over what doesn't end in .prom
		Path temporary = this.directory.resolve(name + "." + ProcessHandle.current().pid() + ".tmp");
		try {
			Files.writeString(temporary, meters.isComplete() ? text : PrometheusText.merge(read(file), text));
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static String read(Path file) throws IOException {
		try {
			return Files.readString(file);
		}
		catch (NoSuchFileException ex) {
			return "";
		}
	}

}
