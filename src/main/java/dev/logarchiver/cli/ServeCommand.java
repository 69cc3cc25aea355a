package dev.logarchiver.cli;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.logarchiver.cli.Session.Mode;
import dev.logarchiver.cli.exit.ExitCode;
import dev.logarchiver.state.ServedDatabase;
import dev.logarchiver.web.ListenAddress;
import dev.logarchiver.web.WebServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ApplicationContext;

/** The archive in a browser. */
@Command(name = "serve",
		description = "Serves pages for the browser until it is stopped: what needs attention, executions, Workers, "
				+ "every log at any size, search, differences. They only read.",
		footer = { "  log-archiver serve", "  log-archiver serve --listen 0.0.0.0:8080" })
final class ServeCommand extends ArchiveCommand {

	@Option(names = "--listen", paramLabel = "HOST:PORT", defaultValue = "127.0.0.1:8080",
			description = "where to listen (default: ${DEFAULT-VALUE}); an address that other machines can reach needs "
					+ "archiver.web.users-file or an OpenID Connect provider")
	@SuppressWarnings("NullAway.Init")
	private ListenAddress listen;

	@Override
	public Integer call() {
		return session(Mode.SERVE).run(Parts.class, (parts) -> {
			parts.database().refresh();
			try (WebServer server = WebServer.start(parts.archive(), this.listen)) {
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
		});
	}

	private record Parts(ApplicationContext archive, ServedDatabase database) {

	}

}
