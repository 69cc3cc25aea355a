package dev.logarchiver.acceptance.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code serve --jobs} in a process of its own.
 */
final class Daemon implements AutoCloseable {

	private static final Pattern PAGES = Pattern.compile("Pages at (http://\\S+/) .*\\n");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final HttpClient client = HttpClient.newHttpClient();

	private final ProgramProcess process;

	private final URI root;

	private Daemon(ProgramProcess process) {
		this.process = process;
		Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || !process.output().isEmpty());
		Matcher pages = PAGES.matcher(process.output());
		assertThat(pages.matches()).as(() -> process.output() + process.errors()).isTrue();
		this.root = URI.create(pages.group(1));
	}

	/**
	 * Starts it, and waits until it serves pages.
	 * @param options options of the command, such as the directory of jobs
	 */
	static Daemon start(World world, String... options) {
		return new Daemon(ProgramProcess.startSoon(world,
				Stream.concat(Stream.of("serve", "--listen", "127.0.0.1:0"), Stream.of(options))
					.toArray(String[]::new)));
	}

	/**
	 * The HTTP status of a page.
	 */
	int status(String path) {
		return get(path).statusCode();
	}

	HttpResponse<String> get(String path) {
		try {
			return this.client.send(HttpRequest.newBuilder(this.root.resolve(path)).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits until it has logged something.
	 * @param times how often
	 */
	void awaitLine(String text, int times) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> !this.process.isAlive()
					|| this.process.errors().lines().filter((line) -> line.contains(text)).count() >= times);
		assertThat(this.process.isAlive()).as(this::errors).isTrue();
	}

	String errors() {
		return this.process.errors();
	}

	/**
	 * Waits until pages can show something.
	 */
	void awaitReady() {
		Awaitility.await().atMost(PATIENCE).until(() -> status("/readyz") == 200);
	}

	void kill() {
		this.process.kill();
	}

	void signal(String name) {
		this.process.signal(name);
	}

	Result await() {
		return this.process.await();
	}

	/**
	 * Ends it by a signal.
	 */
	Result end(String signal) {
		signal(signal);
		return await();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
