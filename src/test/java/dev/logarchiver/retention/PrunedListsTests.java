package dev.logarchiver.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.ArchiveFiles;
import dev.logarchiver.store.Completeness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lists of what is to be pruned, as they lie in the store.
 */
class PrunedListsTests {

	private static final Instant JUNE = Instant.parse("2026-06-15T12:00:00Z");

	private final MemoryFiles files = new MemoryFiles();

	private final PrunedLists lists = new PrunedLists(this.files, 3);

	private static List<PrunedLog> logs(int count) {
		return IntStream.range(0, count).mapToObj((number) -> {
			Run run = new Run(new RunId("r" + number), RunStatus.SUCCEEDED, JUNE, JUNE.plusSeconds(60));
			ArchivedLog log = new ArchivedLog(new WorkerId("w"), run, 1,
					"worker=w/date=2026-06-15/r" + number + ".log.gz", true, Completeness.FULL,
					new TextDigest(5, "0".repeat(64), null, null), 9, null, JUNE, 3, null, null);
			return new PrunedLog(log, "keep-last 1", JUNE.plusSeconds(number), 7, null);
		}).toList();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "3, 1", "4, 2", "6, 2", "7, 3" })
	void splitsALongListAndReadsEachPartBack(int count, int parts) {
		List<PrunedLog> logs = logs(count);
		List<String> names = this.lists.write(7, logs.iterator());
		assertThat(names).hasSize(parts).containsExactlyInAnyOrderElementsOf(this.files.list("pruned/"));
		assertThat(names.stream().flatMap(this.lists::read)).containsExactlyElementsOf(logs);
		assertThat(names).allSatisfy((name) -> assertThat(this.lists.read(name)).hasSizeBetween(1, 3));
	}

	@Test
	void passesOverNamesThatAreTaken() {
		this.files.write("pruned/7.2.jsonl.gz", new byte[0]);
		List<PrunedLog> logs = logs(4);
		List<String> names = this.lists.write(7, logs.iterator());
		assertThat(names).containsExactly("pruned/7.jsonl.gz", "pruned/7.3.jsonl.gz");
		assertThat(names.stream().flatMap(this.lists::read)).containsExactlyElementsOf(logs);
	}

	@Test
	void namesAListThatIsMissingOrIsNone() {
		this.files.write("pruned/8.jsonl.gz", new byte[] { 1 });
		for (String name : List.of("pruned/7.jsonl.gz", "pruned/8.jsonl.gz")) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.lists.read(name))
				.withMessageContaining("_log-archiver/" + name);
		}
	}

	private static final class MemoryFiles implements ArchiveFiles {

		private final SortedMap<String, byte[]> contents = new TreeMap<>();

		@Override
		public boolean create(String name, byte[] content) {
			return this.contents.putIfAbsent(name, content) == null;
		}

		@Override
		public void write(String name, byte[] content) {
			this.contents.put(name, content);
		}

		@Override
		public Optional<byte[]> read(String name) {
			return Optional.ofNullable(this.contents.get(name));
		}

		@Override
		public List<String> list(String folder) {
			return this.contents.keySet().stream().filter((name) -> name.startsWith(folder)).sorted().toList();
		}

		@Override
		public void delete(String name) {
			this.contents.remove(name);
		}

	}

}
