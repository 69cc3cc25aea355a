package dev.logarchiver.cli.doctor;

import dev.logarchiver.cli.exit.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param name the thing
 * @param text how it is
 * @param remedy what to do; {@code null} where nothing is to be done
 * @param problem the exit code that a run would end with; {@code null} where it could
 * work
 */
public record CheckResult(String name, String text, @Nullable String remedy, @Nullable ExitCode problem) {

	public static CheckResult good(String name, String text) {
		return new CheckResult(name, text, null, null);
	}

	/** Something that could be better, and keeps nothing from working. */
	public static CheckResult note(String name, String text, String remedy) {
		return new CheckResult(name, text, remedy, null);
	}

	public static CheckResult failed(String name, String text, String remedy, ExitCode problem) {
		return new CheckResult(name, text, remedy, problem);
	}

	public boolean ok() {
		return this.problem == null;
	}

	public String result() {
		return (this.problem != null) ? "FAILED" : ((this.remedy != null) ? "note" : "ok");
	}

}
