package dev.logarchiver.web.page;

import dev.logarchiver.execution.Timetable;
import dev.logarchiver.state.ServedDatabase;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says to whoever runs the process whether it has to be started anew, and whether it can
 * show anything; nothing else, as nobody has to log in for it.
 */
@RestController
class HealthController {

	private final ObjectProvider<Timetable> timetable;

	private final ServedDatabase database;

	HealthController(ObjectProvider<Timetable> timetable, ServedDatabase database) {
		this.timetable = timetable;
		this.database = database;
	}

	/** Whether all that it does goes on. */
	@GetMapping(path = "/livez", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> live() {
		Timetable jobs = this.timetable.getIfAvailable();
		return answer(jobs == null || jobs.isKept(), "jobs are no longer run");
	}

	/** Whether the database, or a copy of it, can be read. */
	@GetMapping(path = "/readyz", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> ready() {
		return answer(this.database.refresh().isReadable(), "waiting for the database");
	}

	private static ResponseEntity<String> answer(boolean good, String problem) {
		return good ? ResponseEntity.ok("ok\n")
				: ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(problem + "\n");
	}

}
