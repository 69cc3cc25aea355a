package dev.logarchiver.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.ListenAddress;
import dev.logarchiver.web.WebServer;
import dev.logarchiver.web.callbacks.Hints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/** The archive in a browser, and its jobs. */
@Command(name = "serve",
		description = "Serves pages for the browser until it is stopped: what needs attention, executions, Workers, "
				+ "every log at any size, search, differences. They only read. With --jobs it also runs jobs on their "
				+ "schedules.",
		footer = { "  log-archiver serve", "  log-archiver serve --listen 0.0.0.0:8080",
				"  log-archiver serve --jobs jobs" })
final class ServeCommand extends ArchiveCommand {

	@Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8080",
			description = "where to listen (default: ${DEFAULT-VALUE}); an address that other machines can reach needs "
					+ "archiver.web.users-file or an OpenID Connect provider")
	@SuppressWarnings("NullAway.Init")
	private ListenAddress listen;

	@Option(names = "--jobs", paramLabel = "DIR",
			description = "a directory of job definitions (*.yaml), each of which is run at its archiver.job.schedule")
	private @Nullable Path jobs;

	@Override
	public Integer call() {
		return (this.jobs != null) ? serveWith(new JobDirectory(this.jobs))
				: session(Mode.SERVE).run(Parts.class, this::serve);
	}

	private int serveWith(JobDirectory directory) {
		return session(Mode.SERVE_JOBS).run(Parts.class, (parts) -> {
			JobHost host = jobHost(parts.archive().getEnvironment());
			try (RunningJobs jobs = new RunningJobs(directory.read(host), host, parts.clock())) {
				jobs.endBefore(parts.archive());
				jobs.showTo(parts.archive());
				return serve(parts, jobs::start);
			}
		});
	}

	private ExitCode serve(Parts parts) {
		return serve(parts, (_) -> {
		});
	}

	private ExitCode serve(Parts parts, Consumer<Hints> whenServing) {
		parts.database().refresh();
		try (WebServer server = WebServer.start(parts.archive(), this.listen)) {
			whenServing.accept(server.hints());
			String url = this.listen.url(server.port());
			print(() -> Map.of("url", url), () -> "Pages at " + url + " (Ctrl-C ends)");
			new CountDownLatch(1).await();
			return ExitCode.SUCCESS;
		}
		catch (InterruptedException ex) {
			// answered by ending: still interrupted, this thread could not close a
			// database
			return ExitCode.TERMINATED;
		}
	}

	private record Parts(ConfigurableApplicationContext archive, ServedDatabase database, Clock clock) {

	}

}
