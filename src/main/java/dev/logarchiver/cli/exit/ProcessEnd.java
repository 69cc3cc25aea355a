package dev.logarchiver.cli.exit;

/**
 * Tells whether the process is being ended. Who stops it while the application still
 * starts, takes parts away that others ask for: what is thrown then is not worth
 * reporting.
 */
public final class ProcessEnd {

	private ProcessEnd() {
	}

	/** Whether a signal, or an exit, has begun to end the process. */
	public static boolean hasBegun() {
		Thread probe = new Thread(() -> {
		});
		try {
			Runtime.getRuntime().addShutdownHook(probe);
			Runtime.getRuntime().removeShutdownHook(probe);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

}
