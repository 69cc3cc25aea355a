package dev.logarchiver.intake;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.Shard;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.ListEntry.Rejected;
import dev.logarchiver.outside.Outside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The list has all that its user gave, in order, or is refused before anything starts.
 */
class WorkerListTests {

	@TempDir
	private Path directory;

	private WrittenLists lists;

	@BeforeEach
	void prepare() {
		this.lists = new WrittenLists(this.directory);
	}

	@Test
	void namedWorkersComeFirstThenFilesInOrder() {
		List<String> files = List.of(this.lists.write("b.csv", "worker_id\nb\n"), "-",
				this.lists.write("a.json", "[\"a\"]"));
		InputStream input = new ByteArrayInputStream(new byte[] { 'i' });
		try (WorkerList list = this.lists.open(List.of("z", "acme/y"), files, input)) {
			assertThat(WrittenLists.read(list)).containsExactly("0 z", "0 acme~y", "2 b", "1 i", "1 a")
				.isEqualTo(WrittenLists.read(list));
		}
	}

	@Test
	void namedWorkerHasNoLine() {
		try (WorkerList list = named("a", "b c", "")) {
			assertThat(WrittenLists.read(list)).containsExactly("0 a", "0 !b c", "0 !");
			assertThat(WrittenLists.entries(list))
				.allSatisfy((entry) -> assertThat(entry.origin()).hasToString("--worker"));
		}
	}

	@Test
	void namedWorkersNeedNoScratchDirectory() {
		named("a").close();
		assertThat(this.lists.scratch()).doesNotExist();
	}

	@Test
	void listWithoutAnyOptionIsRefused() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(this::named)
			.withMessageStartingWith("No Workers: give --workers FILE, --worker ID or --all-workers, ");
	}

	@Test
	void listWithoutEntriesIsRefused() {
		String text = this.lists.write("a.txt", "# nobody\n\n");
		String json = this.lists.write("a.json", "[]");
		String csv = this.lists.write("a.csv", "worker_id\n");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(text, json, csv))
			.withMessageStartingWith("No Workers: nothing is listed in " + text + " (--workers), " + json)
			.withMessageEndingWith("; list at least one ID");
	}

	/**
	 * Bad lines, too, are counted once, and a Worker that is listed twice has one shard.
	 */
	@Test
	void eachEntryIsInTheListOfOneShard() {
		String file = this.lists.write("a.txt", "a\nb\nacme/c\nd e\nacme~c\nf\nd e\ng\nh\n");
		List<String> entries = new ArrayList<>();
		Set<String> digests = new HashSet<>();
		for (int index = 0; index < 3; index++) {
			Selection selection = new Selection().files(List.of(file), "--workers").shard(new Shard(index, 3));
			try (WorkerList list = selection.open(InputStream.nullInputStream(), this.lists.scratch())) {
				assertThat(list.shard()).isEqualTo(new Shard(index, 3));
				assertThat(WrittenLists.read(list)).isNotEmpty();
				entries.addAll(WrittenLists.read(list));
				digests.add(list.digest());
			}
		}
		assertThat(entries).containsExactlyInAnyOrder("1 a", "2 b", "3 acme~c", "4 !d e", "5 acme~c", "6 f", "7 !d e",
				"8 g", "9 h");
		assertThat(digests).hasSize(3);
	}

	@Test
	void aShardMayHaveNothingOfTheListButTheListHasToHaveSomething() {
		String one = this.lists.write("a.txt", "acme\n");
		try (WorkerList list = new Selection().files(List.of(one), "--workers")
			.shard(new Shard(1, 2))
			.open(InputStream.nullInputStream(), this.lists.scratch())) {
			assertThat(WrittenLists.read(list)).isEmpty();
		}
		Selection none = new Selection().files(List.of(this.lists.write("b.txt", "")), "--workers")
			.shard(new Shard(1, 2));
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> none.open(InputStream.nullInputStream(), this.lists.scratch()))
			.withMessageStartingWith("No Workers: nothing is listed");
	}

	@Test
	void oneFileMayBeWithoutEntries() {
		try (WorkerList list = this.lists.open(this.lists.write("a.txt", ""), this.lists.write("b.txt", "b"))) {
			assertThat(WrittenLists.read(list)).containsExactly("1 b");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.txt", "a.csv", "a.json" })
	void missingFileIsRefused(String name) {
		String file = this.directory.resolve(name).toString();
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(file))
			.withMessage(file + " (--workers) can't be read: there is no file " + file + "; correct the path");
	}

	@Test
	void missingFileIsNamedWithItsWholePath() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open("missing.txt"))
			.withMessageContaining("there is no file " + Path.of("missing.txt").toAbsolutePath());
	}

	@Test
	void directoryIsRefused() {
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> this.lists.open(this.directory.toString()))
			.withMessage(this.directory + " (--workers) is a directory: name a file in it");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void unreadableFileIsRefused() {
		String file = this.lists.write("a.txt", "a\n");
		assertThat(Path.of(file).toFile().setReadable(false)).isTrue();
		assumeFalse(Files.isReadable(Path.of(file)), "root reads everything");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(file))
			.withMessage(file + " (--workers) can't be read: permission denied; make it readable");
	}

	@Test
	void nameThatIsNoPathIsRefused() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open("a\0b"))
			.withMessage("a\\u0000b (--workers) is not a valid path: correct it");
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(""))
			.withMessageStartingWith("--workers is empty");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void pipeCanBeReadTwice() throws IOException, InterruptedException {
		Path pipe = this.directory.resolve("pipe");
		assertThat(Outside.process(List.of("mkfifo", pipe.toString())).start().waitFor()).isZero();
		Thread writer = Thread.ofPlatform().start(() -> this.lists.write("pipe", "a\nb\n"));
		try (WorkerList list = this.lists.open(pipe.toString())) {
			writer.join();
			assertThat(WrittenLists.read(list)).containsExactly("1 a", "2 b").isEqualTo(WrittenLists.read(list));
			assertThat(WrittenLists.entries(list).getFirst().origin()).hasToString(pipe + ", line 1");
		}
	}

	@Test
	void fileThatIsGoneLaterIsNamed() throws IOException {
		String file = this.lists.write("a.txt", "a\n");
		try (WorkerList list = this.lists.open(file)) {
			Files.delete(Path.of(file));
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> WrittenLists.read(list))
				.withMessageStartingWith(file + " (--workers) can't be read");
		}
	}

	@Test
	void interruptDoesNotDisturbReading() {
		String file = this.lists.write("a.txt", "acme/shop\n".repeat(10_000));
		try (WorkerList list = this.lists.open(file)) {
			LongAdder entries = new LongAdder();
			list.forEach((_) -> {
				Thread.currentThread().interrupt();
				entries.increment();
			});
			assertThat(entries.sum()).isEqualTo(10_000);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void problemOfTheConsumerIsItsOwn() {
		try (WorkerList list = this.lists.open(this.lists.write("a.json", "[\"a\"]"))) {
			assertThatIllegalStateException().isThrownBy(() -> list.forEach((_) -> {
				throw new IllegalStateException("database");
			})).withMessage("database");
		}
	}

	@Test
	void sourceAndTextFitTheirColumns() {
		Origin origin = new Origin("\u0007".repeat(4000), 1);
		assertThat(origin.source()).hasSizeLessThanOrEqualTo(2000).startsWith("\\u0007").endsWith("...");
		Rejected rejected = new Rejected("\u0007".repeat(4000), "\u0007".repeat(4000), origin);
		assertThat(rejected.text()).hasSizeLessThanOrEqualTo(300);
		assertThat(rejected.reason()).hasSizeLessThanOrEqualTo(2000);
		assertThat(new Rejected(rejected.text(), rejected.reason(), new Origin(origin.source(), 1)))
			.isEqualTo(rejected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.txt", "a.csv", "a.json" })
	void streamsLongLists(String name) throws IOException {
		int workers = 300_000;
		Path file = this.directory.resolve(name);
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			writer.write(name.endsWith("json") ? "[\"first\"" : "worker_id");
			for (int i = 1; i < workers; i++) {
				writer.write(name.endsWith("json") ? ",\n\"acme/w" + i + "\"" : "\nacme/w" + i);
			}
			writer.write(name.endsWith("json") ? "]" : "\n");
		}
		LongAdder listed = new LongAdder();
		try (WorkerList list = this.lists.open(file.toString())) {
			list.forEach((entry) -> {
				if (entry instanceof Listed) {
					listed.increment();
				}
			});
		}
		assertThat(listed.sum()).isEqualTo(name.endsWith("csv") ? workers - 1 : workers);
	}

	private WorkerList named(String... workers) {
		return this.lists.open(List.of(workers), List.of(), InputStream.nullInputStream());
	}

}
