package dev.logarchiver.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say which Workers. The list of a configuration file counts where none
 * of them names any; its exclusions always do.
 */
final class ListOptions {

	@Option(names = "--workers", paramLabel = "FILE",
			description = "a list of Worker IDs: text, .csv, .tsv, .json or .jsonl; - for standard input (repeatable)")
	private List<Path> files = new ArrayList<>();

	@Option(names = "--worker", paramLabel = "ID",
			description = "a Worker ID: a slug, owner/name or owner~name (repeatable)")
	private List<String> workers = new ArrayList<>();

	@Option(names = "--all-workers", description = "every Worker of the account, as the platform lists them")
	private boolean all;

	@Option(names = "--exclude", paramLabel = "PATTERN",
			description = "leave Workers out, such as 'acme/test-*': * stands for any characters, ? for one (repeatable)")
	private List<String> exclude = new ArrayList<>();

	WorkerList open(ConfiguredList configured) {
		return open(configured, null);
	}

	/**
	 * Opens the list.
	 * @param shard which part of it; null for all of it
	 */
	WorkerList open(ConfiguredList configured, @Nullable Shard shard) {
		Selection selection = new Selection().exclude(this.exclude, "--exclude").shard(shard);
		selection.workers(this.workers, "--worker")
			.files(this.files.stream().map(Path::toString).toList(), "--workers");
		if (this.all) {
			configured.account(selection, "--all-workers");
		}
		return configured.open(selection, this.all || !this.files.isEmpty() || !this.workers.isEmpty());
	}

}
