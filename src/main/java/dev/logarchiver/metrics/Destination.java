package dev.logarchiver.metrics;

/**
 * Who is told metrics. Called once at the end of a process, from a thread of its own that
 * is interrupted when it takes too long.
 */
interface Destination {

	/**
	 * Where it is, for a person.
	 * @return a few words without any secret
	 */
	String place();

	/**
	 * Tells it. Those of other groups stay as they are; where the meters are not
	 * complete, those of their own group that they don't have do too.
	 * @param meters what was measured
	 * @throws Exception if it doesn't take them, with a message that holds no secret
	 */
	void tell(Meters meters) throws Exception;

}
