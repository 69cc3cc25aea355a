package dev.logarchiver.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.logarchiver.cli.settings.SettingOrigins;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

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

	/**
	 * Opens the list.
	 * @param context where the settings are, and the client of the platform
	 */
	WorkerList open(ApplicationContext context) {
		Path scratch = Path.of(context.getEnvironment().getRequiredProperty("archiver.state-dir"), "spool");
		Supplier<List<String>> account = () -> context.getBean(CoreClawClient.class).workers();
		return selection(context.getBean(ListProperties.class), context.getBean(SettingOrigins.class), account)
			.open(System.in, scratch);
	}

	private Selection selection(ListProperties settings, SettingOrigins origins, Supplier<List<String>> account) {
		Selection selection = new Selection().exclude(this.exclude, "--exclude")
			.exclude(settings.exclude(), origins.described("archiver.workers.exclude"));
		if (this.all || !this.files.isEmpty() || !this.workers.isEmpty()) {
			selection.workers(this.workers, "--worker")
				.files(this.files.stream().map(Path::toString).toList(), "--workers");
			return this.all ? selection.account(account, "--all-workers") : selection;
		}
		selection.workers(settings.ids(), origins.described("archiver.workers.ids"))
			.files(settings.files(), origins.described("archiver.workers.files"));
		return settings.all() ? selection.account(account, origins.described("archiver.workers.all")) : selection;
	}

}
