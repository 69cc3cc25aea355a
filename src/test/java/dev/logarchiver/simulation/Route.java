package dev.logarchiver.simulation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a call of the API leads.
 *
 * @param endpoint what it asks for
 * @param subject the Worker's or the run's ID in the path, decoded; empty where none is
 */
record Route(Endpoint endpoint, String subject) {

	private static final String BASE = "/api/v2/";

	static Route of(Request request) {
		String path = request.path();
		if (!path.startsWith(BASE)) {
			return new Route(Endpoint.OTHER, "");
		}
		String[] parts = path.substring(BASE.length()).split("/", -1);
		String shape = (parts.length < 2) ? parts[0] : parts[0] + "/*" + rest(parts);
		String worker = request.parameter("worker_id");
		Endpoint endpoint = switch (shape) {
			case "workers/*/runs/last/log" -> Endpoint.LAST_LOG;
			case "workers/*/runs/last" -> Endpoint.LAST;
			case "worker-runs/*/log" -> Endpoint.RUN_LOG;
			case "worker-runs/*" -> Endpoint.RUN;
			case "worker-runs" -> (worker == null || worker.isBlank()) ? Endpoint.ACCOUNT_RUNS : Endpoint.RUNS;
			case "workers" -> Endpoint.WORKERS;
			default -> path.equals(BASE + "users/account") ? Endpoint.ACCOUNT : Endpoint.OTHER;
		};
		String subject = (parts.length < 2) ? "" : decode(parts[1]);
		return subject.contains("/") ? new Route(Endpoint.OTHER, "") : new Route(endpoint, subject);
	}

	private static String rest(String[] parts) {
		StringBuilder rest = new StringBuilder();
		for (int i = 2; i < parts.length; i++) {
			rest.append('/').append(parts[i]);
		}
		return rest.toString();
	}

	private static String decode(String part) {
		return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	boolean asksForWorker() {
		return this.endpoint == Endpoint.LAST_LOG || this.endpoint == Endpoint.LAST;
	}

	boolean asksForRun() {
		return this.endpoint == Endpoint.RUN_LOG || this.endpoint == Endpoint.RUN;
	}

}
