package dev.logarchiver.simulation;

import java.time.Instant;

/**
 * A preview entry in the form that the live platform was seen to send.
 *
 * @param type 1 debug, 2 info, 3 warning, 4 error
 * @param group what the platform calls so
 * @param content the line
 * @param timestamp in milliseconds
 */
public record PreviewEntry(int type, String group, String content, long timestamp) {

	private static final int INFO = 2;

	private static final int ERROR = 4;

	public static PreviewEntry info(Instant time, String content) {
		return new PreviewEntry(INFO, "", content, time.toEpochMilli());
	}

	public static PreviewEntry error(Instant time, String content) {
		return new PreviewEntry(ERROR, "", content, time.toEpochMilli());
	}

}
