package dev.logarchiver.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/** Tells somebody how a run goes, in the platform's words. */
final class Callbacks {

	private final @Nullable URI url;

	private final List<Integer> answers = new CopyOnWriteArrayList<>();

	Callbacks(@Nullable URI url) {
		this.url = url;
	}

	void send(SimulatedRun run) {
		if (this.url == null) {
			return;
		}
		String body = """
				{"run_slug":"%s","run_status":"%s","error_message":"","execution_start_timestamp":%d,\
				"execution_end_timestamp":%d,"running_duration":60,"result_count":3,"result_message":"done"}"""
			.formatted(run.slug(), run.status(), seconds(run.startedAt()), seconds(run.finishedAt()));
		try (HttpClient client = HttpClient.newHttpClient()) {
			this.answers.add(
					client
						.send(HttpRequest.newBuilder(this.url)
							.header("Content-Type", "application/json")
							.POST(BodyPublishers.ofString(body))
							.build(), BodyHandlers.discarding())
						.statusCode());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long seconds(@Nullable Instant time) {
		return (time != null) ? time.getEpochSecond() : 0;
	}

	List<Integer> answers() {
		return List.copyOf(this.answers);
	}

}
