package dev.logarchiver.execution;

import java.time.Instant;
import java.util.Map;

/** When this process runs which job. Thread-safe. */
public interface Timetable {

	/** Whether it is kept: nothing that runs jobs has died. */
	boolean isKept();

	/** The next tick of each job, by its name. */
	Map<String, Instant> next();

}
