package dev.logarchiver.acceptance.pages;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process serves pages while others archive, tick after tick: no job is kept out, and
 * no page fails.
 */
class ServeBesideJobsIT {

	private static final int TICKS = 30;

	private static final int VIEWERS = 3;

	/** For how long each looks at a page, in milliseconds. */
	private static final int PAUSE = 50;

	private static final Instant BEGIN = Instant.parse("2026-06-15T12:00:00Z");

	private static final Pattern PAGES = Pattern.compile("Pages at (http://\\S+/) .*", Pattern.DOTALL);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pages = new AtomicInteger();

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
			List<Future<?>> views = new ArrayList<>();
			try (ScheduledExecutorService viewers = Executors.newScheduledThreadPool(VIEWERS)) {
				for (int i = 0; i < VIEWERS; i++) {
					AtomicInteger next = new AtomicInteger(i);
					views.add(viewers.scheduleWithFixedDelay(
							() -> view(root, paths.get(next.getAndIncrement() % paths.size())), 0, PAUSE,
							TimeUnit.MILLISECONDS));
				}
				for (int i = 1; i <= TICKS; i++) {
					run(world, i);
					codes.add(tick(i));
				}
			}
			assertThat(views).extracting(Future::state).containsOnly(Future.State.CANCELLED);
			assertThat(codes).containsOnly(0);
			assertThat(this.failures).as(() -> serve.errors()).isEmpty();
			assertThat(this.pages).hasValueGreaterThan(TICKS);
			assertThat(serve.isAlive()).isTrue();
			assertThat(serve.errors()).isEmpty();
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
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !serve.isAlive() || !serve.output().isEmpty());
		Matcher pages = PAGES.matcher(serve.output());
		assertThat(pages.matches()).as(() -> serve.output() + serve.errors()).isTrue();
		return URI.create(pages.group(1));
	}

	private void view(URI root, String path) {
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
