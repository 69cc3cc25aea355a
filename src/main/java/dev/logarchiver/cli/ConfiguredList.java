package dev.logarchiver.cli;

import java.nio.file.Path;

import dev.logarchiver.cli.settings.SettingOrigins;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.intake.ListProperties;
import dev.logarchiver.intake.Selection;
import dev.logarchiver.intake.WorkerList;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The list of Workers that the configuration names, and what opening any list needs. */
@Component
record ConfiguredList(ListProperties settings, SettingOrigins origins, Environment environment,
		ObjectProvider<CoreClawClient> platform) {

	/**
	 * Opens the list, without the Workers that the configuration excludes.
	 * @param selection the Workers that the command line names, and those that it
	 * excludes
	 * @param named whether the command line names any; otherwise the configuration does
	 */
	WorkerList open(Selection selection, boolean named) {
		selection.exclude(this.settings.exclude(), this.origins.described("archiver.workers.exclude"));
		if (!named) {
			selection.workers(this.settings.ids(), this.origins.described("archiver.workers.ids"))
				.files(this.settings.files(), this.origins.described("archiver.workers.files"));
			if (this.settings.all()) {
				account(selection, this.origins.described("archiver.workers.all"));
			}
		}
		return selection.open(System.in, Path.of(this.environment.getRequiredProperty("archiver.state-dir"), "spool"));
	}

	Selection account(Selection selection, String source) {
		return selection.account(() -> this.platform.getObject().workers(), source);
	}

	WorkerList open() {
		return open(new Selection(), false);
	}

}
