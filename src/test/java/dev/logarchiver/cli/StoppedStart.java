package dev.logarchiver.cli;

import dev.logarchiver.LogArchiverApplication;

/**
 * A program that is stopped before its application has started, as by a signal in that
 * moment.
 */
final class StoppedStart {

	private StoppedStart() {
	}

	static void main(String[] arguments) {
		Runtime.getRuntime()
			.addShutdownHook(new Thread(() -> CommandLineInterface.execute(LogArchiverApplication.class, arguments)));
		System.exit(143);
	}

}
