package dev.logarchiver.acceptance.monitoring;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.world.MetricsReceiver;
import dev.logarchiver.world.Program;
import dev.logarchiver.world.Program.Result;
import dev.logarchiver.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each shard of a tick tells what changed of its own Workers, on PostgreSQL.
 */
class ShardNotificationTests {

	private final World world = World.onPostgres();

	private final MetricsReceiver receiver = MetricsReceiver.start();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	@AfterEach
	void end() {
		this.receiver.close();
		this.world.close();
	}

	private void run(String status, int minutesAgo) {
		Instant time = this.now.minus(Duration.ofMinutes(minutesAgo));
		IntStream.range(0, 12)
			.forEach((number) -> this.world.platform()
				.worker("w" + number)
				.run(time)
				.finished(status, time.plusSeconds(30))
				.log("Error: " + status + "\n"));
	}

	/** What the shards of a tick tell, one after the other. */
	private List<JsonNode> tick(int shards) {
		this.receiver.pushes().clear();
		String list = this.world.file("list.txt", String.join("\n", workers())).toString();
		for (int shard = 0; shard < shards; shard++) {
			Result result = Program.call("run", "--workers", list, "--shard", shard + "/" + shards);
			assertThat(result.code()).as(result.toString()).isZero();
		}
		return this.receiver.pushes()
			.stream()
			.map((push) -> JsonMapper.shared().readTree(new String(push.body(), StandardCharsets.UTF_8)))
			.toList();
	}

	private static List<String> workers() {
		return IntStream.range(0, 12).mapToObj((number) -> "w" + number).toList();
	}

	private static List<String> named(List<JsonNode> messages, String list) {
		return messages.stream()
			.flatMap((message) -> message.path(list).valueStream())
			.map((entry) -> entry.path("worker").asString())
			.toList();
	}

	@Test
	void eachTellsOfItsOwnWorkersAlsoWhereTheirNumberChanges() {
		this.world.set("archiver.notify.url", this.receiver.url() + "/hook");
		run("succeeded", 50);
		assertThat(tick(3)).isEmpty();
		run("failed", 40);
		List<JsonNode> told = tick(3);
		assertThat(told).hasSize(3)
			.extracting((message) -> message.path("shard").asString())
			.containsExactly("0/3", "1/3", "2/3");
		assertThat(told.getFirst().path("title").asString()).startsWith("log-archiver run default shard 0/3: ");
		assertThat(named(told, "newly_failing")).containsExactlyInAnyOrderElementsOf(workers());
		assertThat(tick(3)).isEmpty();
		assertThat(tick(2)).isEmpty();
		run("succeeded", 30);
		assertThat(named(tick(2), "recovered")).containsExactlyInAnyOrderElementsOf(workers());
		assertThat(tick(3)).isEmpty();
	}

}
