package dev.logarchiver.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.intake.WorkerList;
import picocli.CommandLine.Option;

/**
 * The options that say which Workers.
 */
final class ListOptions {

	@Option(names = "--workers", paramLabel = "FILE",
			description = "a list of Worker IDs: text, .csv or .json; - for standard input (repeatable)")
	private List<String> files = new ArrayList<>();

	@Option(names = "--worker", paramLabel = "ID",
			description = "a Worker ID: a slug, owner/name or owner~name (repeatable)")
	private List<String> workers = new ArrayList<>();

	/**
	 * The list.
	 * @param standardInput where {@code -} reads from
	 * @param scratch where standard input is kept meanwhile
	 */
	WorkerList open(InputStream standardInput, Path scratch) {
		return WorkerList.of(this.workers, this.files, standardInput, scratch);
	}

}
