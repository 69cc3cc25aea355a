package dev.logarchiver.acceptance.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.logarchiver.simulation.Content;
import dev.logarchiver.simulation.Endpoint;
import dev.logarchiver.simulation.Etag;
import dev.logarchiver.simulation.Fault;
import dev.logarchiver.simulation.PlantedContent;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.simulation.SimulatedRun;
import dev.logarchiver.world.Ledgers;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.ProgramProcess;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of 2,000 secrets of 20 kinds, none is left anywhere, through whatever faults their logs
 * come, and however large these are. {@code -Dplanted.size} is the size of the largest: 1
 * GiB takes minutes.
 */
class PlantedSecretsIT {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private static final int SECRETS = 2000;

	private static final long LARGEST = Long.getLong("planted.size", 64L * 1024 * 1024);

	private static final int BUFFER = 64 * 1024;

	/** Where downloads are cut, and buffers, chunks and blocks end. */
	private static final long[] EDGES = { 1000, 8192, 10_000, 16_384, 32_768, BUFFER, 100_000, 2 * BUFFER, 196_608,
			4 * BUFFER, 8 * BUFFER, 1 << 20, 2 << 20, 3 << 20, 4 << 20, 5 << 20, 8 << 20, 10 << 20, 16 << 20 };

	private static final byte[] MARKER = "[redacted:".getBytes(StandardCharsets.US_ASCII);

	private final World world = new World();

	private final List<PlantedSecret> planted = new ArrayList<>();

	@AfterEach
	void end() {
		this.world.close();
	}

	@Test
	void noneIsLeftAnywhere() throws IOException {
		Path values = this.world.file("values.txt", String.join("\n", PlantedSecret.VALUES) + "\n");
		assertThat(values.toFile().setReadable(false, false)).isTrue();
		assertThat(values.toFile().setReadable(true, true)).isTrue();
		Path metrics = Files.createDirectories(values.resolveSibling("metrics"));
		this.world.set("archiver.redact.rules", "default")
			.set("archiver.redact.values-file", values.toString())
			.set("archiver.metrics.textfile-directory", metrics.toString())
			.set("archiver.coreclaw.timeout", "3s")
			.set("archiver.coreclaw.max-attempts", "3")
			.set("archiver.download.stall-timeout", "3s")
			.set("archiver.download.max-attempts", "3")
			.set("archiver.download.max-size", "150MB");
		List<WorkerFault> faults = WorkerFaults.all()
			.stream()
			.filter((fault) -> !fault.name().startsWith("API"))
			.toList();
		String list = this.world
			.file("list.txt", faults.stream().map((fault) -> begin(fault) + "\n").collect(Collectors.joining()))
			.toString();
		Result faulty = ProgramProcess.callSoon(this.world, "run", "-v", "--json", "--workers", list);
		assertThat(faulty.code()).as(faulty.toString()).isEqualTo(3);
		this.world.heal().unset("archiver.download.max-size").unset("archiver.download.max-attempts");
		plantTheRest(this.world.platform().worker("large").run(JUNE));
		Result large = ProgramProcess.callSoon(this.world, "run", "-v", "--json", "--worker", "large");
		assertThat(large.code()).as(large.toString()).isZero();
		assertThat(large.json().path("archived").asInt()).isOne();
		assertThat(this.planted).hasSize(SECRETS);
		Set<String> traces = this.planted.stream().map(PlantedSecret::trace).collect(Collectors.toSet());
		for (Result told : List.of(faulty, large, ProgramProcess.callSoon(this.world, "show", "1", "--json"),
				ProgramProcess.callSoon(this.world, "logs", "--json", "--errors"))) {
			assertHasNone(told.toString(), traces);
		}
		assertHasNone(Ledgers.dump(this.world), traces);
		try (Stream<Path> files = Files.list(metrics)) {
			assertThat(files).isNotEmpty().allSatisfy((file) -> assertHasNone(Files.readString(file), traces));
		}
		assertStoreHasNone(traces);
	}

	private static void assertHasNone(String text, Set<String> traces) {
		assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(traces);
	}

	/** Plants a secret of each kind into a log, and where there is a fault in it. */
	private String begin(WorkerFault fault) {
		SimulatedRun run = this.world.platform().worker(fault.worker()).run(JUNE);
		fault.begin(this.world, run);
		List<PlantedSecret> secrets = next(PlantedSecret.KINDS);
		run.log(planted(run.log(), secrets, EDGES));
		if (fault.outcome().equals("preview")) {
			run.preview(secrets.stream().map((secret) -> secret.text().strip()).toArray());
		}
		return fault.worker();
	}

	private List<PlantedSecret> next(int count) {
		int first = this.planted.size();
		for (int i = first; i < first + count; i++) {
			this.planted.add(PlantedSecret.of(i));
		}
		return this.planted.subList(first, first + count);
	}

	/** Each secret lies across an edge, as long as there are some. */
	private static Content planted(Content base, List<PlantedSecret> secrets, long[] edges) {
		PlantedContent content = new PlantedContent(base);
		for (int i = 0; i < secrets.size(); i++) {
			byte[] bytes = secrets.get(i).bytes();
			content.plant((i < edges.length) ? edges[i] - bytes.length / 2 : Long.MAX_VALUE, bytes);
		}
		return content;
	}

	/** The connection breaks five times, each time within a secret. */
	private void plantTheRest(SimulatedRun run) {
		List<PlantedSecret> secrets = next(SECRETS - this.planted.size());
		long[] edges = new long[secrets.size()];
		for (int i = 0; i < edges.length; i++) {
			edges[i] = LARGEST * (i + 1) / (edges.length + 1) / BUFFER * BUFFER;
		}
		run.log(planted(RealisticLog.of(1, LARGEST), secrets, edges)).etag(Etag.OPAQUE);
		run.fail(Endpoint.DOWNLOAD, Fault.cutAfter(edges[1]).times(1));
		run.fail(Endpoint.DOWNLOAD, Fault.cutAfter(edges[5] - edges[1]).times(1));
		run.fail(Endpoint.DOWNLOAD, Fault.stallAfter(edges[6] - edges[5]).times(1));
	}

	private void assertStoreHasNone(Set<String> traces) {
		long redacted = 0;
		for (String key : this.world.keys()) {
			long counted = Long.parseLong(this.world.head(key).metadata().get("redactions"));
			assertThat(this.world.head(key).metadata().toString().toLowerCase(Locale.ROOT)).doesNotContain(traces);
			assertThat(markers(key, traces)).as(key).isEqualTo(counted);
			redacted += counted;
		}
		System.out.printf("%d secrets planted, %d redacted in %d objects%n", this.planted.size(), redacted,
				this.world.keys().size());
	}

	/** How many markers stand in a log, in which no secret is. */
	private long markers(String key, Set<String> traces) {
		List<byte[]> sought = traces.stream().map((trace) -> trace.getBytes(StandardCharsets.US_ASCII)).toList();
		long markers = 0;
		try (InputStream text = this.world.open(key)) {
			byte[] buffer = new byte[1 << 20];
			int kept = 0;
			for (int count = text.read(buffer); count >= 0; count = text.read(buffer, kept, buffer.length - kept)) {
				int end = kept + count;
				for (int i = kept; i < end; i++) {
					if (buffer[i] >= 'A' && buffer[i] <= 'Z') {
						buffer[i] |= 0x20;
					}
				}
				int overlap = Math.min(63, end);
				for (int i = 0; i < end; i++) {
					byte first = buffer[i];
					if (first == '[' || Character.isLetterOrDigit(first)) {
						if (i >= kept - MARKER.length + 1 && isAt(buffer, i, end, MARKER) && i + MARKER.length > kept) {
							markers++;
						}
						for (byte[] trace : sought) {
							if (isAt(buffer, i, end, trace)) {
								throw new AssertionError("A secret is left in " + key + ": ..." + new String(buffer,
										Math.max(0, i - 40), Math.min(80, end - i), StandardCharsets.UTF_8));
							}
						}
					}
				}
				System.arraycopy(buffer, end - overlap, buffer, 0, overlap);
				kept = overlap;
			}
			return markers;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isAt(byte[] buffer, int at, int end, byte[] sought) {
		if (buffer[at] != sought[0] || at + sought.length > end) {
			return false;
		}
		for (int i = 1; i < sought.length; i++) {
			if (buffer[at + i] != sought[i]) {
				return false;
			}
		}
		return true;
	}

}
