package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process serves pages while others archive, tick after tick: no job is kept out, and
 * no page fails.
 */
class ServeBesideJobsIT {

	private static final int TICKS = 30;

	private static final int VIEWERS = 3;

	private static final Instant BEGIN = Instant.parse("2026-06-15T12:00:00Z");

	private static final Pattern PAGES = Pattern.compile("Pages at (http://\\S+/) .*", Pattern.DOTALL);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pages = new AtomicInteger();

	private volatile boolean ended;

	@Test
	void onH2() {
		try (World world = new World()) {
			ticksAndViewers(world);
		}
	}

	@Test
	void onPostgresql() {
		try (World world = World.onPostgres()) {
			ticksAndViewers(world);
		}
	}

	private void ticksAndViewers(World world) {
		SimulatedRun first = run(world, 0);
		assertThat(tick(0)).isZero();
		try (ProgramProcess serve = ProgramProcess.startSoon(world, "serve", "--listen", "127.0.0.1:0")) {
			URI root = root(serve);
			List<String> paths = List.of("/", "/workers", "/workers/acme~shop", "/executions", "/executions/1",
					"/report?since=2026-06-01", "/search?q=Error", "/diff/acme~shop", "/logs/acme~shop/" + first.slug(),
					"/logs/acme~shop/" + first.slug() + "/raw", "/readyz");
			List<Integer> codes = new ArrayList<>();
			try (ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS)) {
				for (int i = 0; i < VIEWERS; i++) {
					int offset = i;
					viewers.execute(() -> view(root, paths, offset));
				}
				for (int i = 1; i <= TICKS; i++) {
					run(world, i);
					codes.add(tick(i));
				}
				this.ended = true;
			}
			assertThat(codes).containsOnly(0);
			assertThat(this.failures).as(() -> serve.errors()).isEmpty();
			assertThat(this.pages).hasValueGreaterThan(TICKS);
			assertThat(serve.isAlive()).isTrue();
			assertThat(serve.errors()).isEmpty();
		}
		finally {
			this.ended = true;
		}
	}

	private static SimulatedRun run(World world, int minute) {
		Instant time = BEGIN.plusSeconds(60L * minute);
		return world.platform()
			.worker("acme/shop")
			.run(time)
			.finished((minute % 3 == 1) ? "failed" : "succeeded", time.plusSeconds(30))
			.log("start\nError: number " + minute + "\n");
	}

	private static int tick(int minute) {
		Result result = Program.call("run", "--worker", "acme/shop", "--scheduled-at",
				BEGIN.plusSeconds(60L * minute).toString());
		return result.code();
	}

	private static URI root(ProgramProcess serve) {
		while (serve.isAlive()) {
			Matcher pages = PAGES.matcher(serve.output());
			if (pages.matches()) {
				return URI.create(pages.group(1));
			}
			Thread.onSpinWait();
		}
		throw new AssertionError(serve.await().toString());
	}

	private void view(URI root, List<String> paths, int offset) {
		for (int i = offset; !this.ended; i++) {
			String path = paths.get(i % paths.size());
			try {
				HttpResponse<String> page = this.client.send(HttpRequest.newBuilder(root.resolve(path)).build(),
						HttpResponse.BodyHandlers.ofString());
				this.pages.incrementAndGet();
				if (page.statusCode() != 200) {
					this.failures.add(path + ": " + page.statusCode() + " " + page.body());
				}
			}
			catch (IOException | InterruptedException ex) {
				this.failures.add(path + ": " + ex);
			}
		}
	}

}
