package dev.logarchiver.coreclaw;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.run.RunId;

/**
 * Asks for logs, with the lines that the platform shows of them.
 *
 * @param runs whether there is a run: what looks like the ID of one in an address may be
 * that of something else
 */
record LogCalls(ApiCalls calls, Predicate<RunId> runs) {

	LogAnswer at(String path) {
		Preview.Collector lines = new Preview.Collector();
		Envelope answer = this.calls.get(path, lines::restart);
		return answer.as((data) -> LogAnswer.read(data, lines.preview(path), answer.requestId()), path);
	}

	LogAnswer of(RunId run, String path) {
		LogAnswer answer = at(path);
		Optional<RunId> other = answer.runInUrl().filter((named) -> !isSame(run, named) && this.runs.test(named));
		if (other.isPresent()) {
			throw new CoreClawException(Kind.FAILED, "The log of run " + run,
					new ApiFailure(0, "other_run",
							"asked for run " + run + ", the platform gave the log of run " + other.get(),
							answer.requestId(), null));
		}
		return answer;
	}

	static boolean isSame(RunId run, RunId other) {
		return run.value().equalsIgnoreCase(other.value());
	}

	void write(Preview preview, Supplier<? extends OutputStream> sinks) {
		try {
			if (preview.writeTo(sinks.get())) {
				return;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String path = preview.source();
		Envelope answer = this.calls.get(path, sinks);
		LogAnswer again = answer.as((data) -> LogAnswer.read(data, Preview.NONE, answer.requestId()), path);
		if (!preview.isOf(again)) {
			throw new CoreClawException(Kind.FAILED, "GET " + path,
					ApiFailure.withoutAnswer("moved", "the preview now belongs to another run"));
		}
	}

}
