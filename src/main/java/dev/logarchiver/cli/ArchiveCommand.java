package dev.logarchiver.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.page.Output;
import dev.logarchiver.cli.page.Summary;
import dev.logarchiver.execution.ExecutionReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import org.springframework.core.env.Environment;

/** A command that works with the archive. */
abstract class ArchiveCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init")
	private LogArchiverCommand program;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Mixin
	private final CommonOptions options = new CommonOptions();

	Session session(Mode mode) {
		return session(mode, this.spec.name());
	}

	Session session(Mode mode, String holder) {
		return session(mode, holder, Map.of(), null);
	}

	Session session(Mode mode, String holder, Map<String, String> properties, @Nullable JobFailure failure) {
		return new Session(this.program.application(), this.options, mode, holder, properties, failure);
	}

	/**
	 * What runs jobs in this process.
	 * @param pages the settings of the pages beside them
	 */
	JobHost jobHost(Environment pages) {
		return new JobHost(this.program.application(), this.options, pages);
	}

	boolean json() {
		return this.options.json();
	}

	boolean isVerbose() {
		return this.options.verbose();
	}

	Output output() {
		return this.program.output();
	}

	/** Prints the answer, for a program or for a person. */
	void print(Supplier<?> json, Supplier<String> text) {
		if (this.options.json()) {
			output().json(json.get());
		}
		else {
			output().text(text.get());
		}
	}

	void print(ExecutionReport report) {
		print(() -> Summary.json(report), () -> Summary.of(report));
	}

}
