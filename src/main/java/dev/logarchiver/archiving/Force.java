package dev.logarchiver.archiving;

import dev.logarchiver.execution.Parameters;

/** How far an execution goes with what the ledger has as final. */
public enum Force {

	/** It is left alone. */
	NONE,

	/** It is downloaded again, and stored anew where the platform has another text. */
	ALL,

	/** As before, and stored anew also where it was redacted by other rules. */
	REDACT;

	public static Force of(boolean force, boolean redact) {
		return redact ? REDACT : (force ? ALL : NONE);
	}

	/** What an execution was started with. */
	public static Force of(Parameters parameters) {
		return of(parameters.force(), parameters.redacts());
	}

}
