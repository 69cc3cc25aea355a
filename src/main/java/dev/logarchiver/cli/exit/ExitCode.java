package dev.logarchiver.cli.exit;

import dev.logarchiver.execution.ExecutionReport;

/** What the program's exit codes mean. They are a public interface. */
public enum ExitCode {

	/** Everything is archived, unchanged or without a run. */
	SUCCESS(0),
	/** The job itself failed; 'restart' resumes it. */
	FAILED(1),
	/** A usage or configuration error; nothing was started. */
	USAGE(2),
	/** Finished, but something is wrong with some Workers or objects. */
	INCOMPLETE(3),
	/** The API rejected the key. */
	KEY_REJECTED(4),
	/** Another process holds what this one needs. */
	BUSY(75),
	/** Stopped by SIGTERM (130 by SIGINT). */
	TERMINATED(143);

	private final int value;

	ExitCode(int value) {
		this.value = value;
	}

	public int value() {
		return this.value;
	}

	/**
	 * How a job's process ends.
	 * @param settings what becomes of failed Workers
	 */
	public static ExitCode of(ExecutionReport report, ExitProperties settings) {
		return switch (report.ending()) {
			case COMPLETED -> report.flawless() ? SUCCESS : settings.code();
			case KEY_REJECTED -> KEY_REJECTED;
			case STOPPED -> TERMINATED;
			case FAILED, RUNNING -> FAILED;
		};
	}

}
