package dev.logarchiver.web.page;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says to whoever runs the server that it is there. */
@RestController
class HealthController {

	@GetMapping(path = { "/livez", "/readyz" }, produces = MediaType.TEXT_PLAIN_VALUE)
	String health() {
		return "ok\n";
	}

}
