package dev.logarchiver.metrics;

import java.io.IOException;

/**
 * A receiver of metrics. Called once at the end of a process, from a thread of its own
 * that is interrupted when it takes too long.
 */
interface Destination {

	/**
	 * Where it is, for a person.
	 * @return a few words without any secret
	 */
	String place();

	/**
	 * Publishes metrics to it. Those of other groups stay as they are; where the meters
	 * are not complete, those of their own group that they don't have do too.
	 * @param meters what was measured
	 * @throws IOException if it doesn't take them, with a message that holds no secret
	 */
	void publish(Meters meters) throws IOException;

}
