package dev.logarchiver.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.ListEntry.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Standard input can be read once, its copy as often as needed.
 */
class StandardInputTests {

	@TempDir
	private Path directory;

	private WrittenLists lists;

	@BeforeEach
	void prepare() {
		this.lists = new WrittenLists(this.directory);
	}

	@Test
	void isReadAsTextAsOftenAsNeeded() {
		try (WorkerList list = this.lists.openStandardInput("\uFEFFa\r\n# b\r\nc d\r\n")) {
			assertThat(WrittenLists.read(list)).containsExactly("1 a", "3 !c d");
			assertThat(WrittenLists.read(list)).containsExactly("1 a", "3 !c d");
		}
	}

	@Test
	void isReadAsJsonWhenItBeginsLikeAnArray() {
		try (WorkerList list = this.lists.openStandardInput("\uFEFF \n\t[\"a\", {\"worker_id\": \"b\"}]")) {
			assertThat(WrittenLists.read(list)).containsExactly("2 a", "2 b");
			assertThat(WrittenLists.read(list)).containsExactly("2 a", "2 b");
		}
	}

	@Test
	void isTheSourceOfItsEntries() {
		try (WorkerList list = this.lists.openStandardInput("a b\n")) {
			assertThat(WrittenLists.entries(list).getFirst()).isInstanceOfSatisfying(Rejected.class,
					(rejected) -> assertThat(rejected.origin()).isEqualTo(new Origin("standard input", 1))
						.hasToString("standard input, line 1"));
		}
	}

	@Test
	void isNotClosed() {
		InputStream input = new ByteArrayInputStream("a\n".getBytes(StandardCharsets.UTF_8)) {

			@Override
			public void close() {
				throw new AssertionError("Standard input belongs to its owner");
			}

		};
		try (WorkerList list = this.lists.open(List.of(), List.of("-"), input)) {
			assertThat(WrittenLists.read(list)).containsExactly("1 a");
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void copyHasNoNameThatCouldBeLeftBehind() throws IOException {
		try (WorkerList list = this.lists.openStandardInput("a\n")) {
			assertThat(this.lists.scratch()).isEmptyDirectory();
			assertThat(WrittenLists.read(list)).containsExactly("1 a");
		}
		assertThat(this.lists.scratch()).isEmptyDirectory();
		Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
		assertThat(Files.getPosixFilePermissions(this.lists.scratch())).isEqualTo(owner);
		assertThat(Files.getPosixFilePermissions(this.lists.scratch().getParent())).isEqualTo(owner);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void copyIsPrivateAndGoesWithTheList() throws IOException {
		WorkerList list = this.lists.openStandardInput("a\n");
		List<Path> copies = openCopies();
		assertThat(copies).hasSize(1);
		assertThat(Files.getPosixFilePermissions(copies.getFirst()))
			.isEqualTo(PosixFilePermissions.fromString("rw-------"));
		list.close();
		list.close();
		assertThat(openCopies()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void copyGoesWhenTheListIsRefused() throws IOException {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.openStandardInput("[\"a\""))
			.withMessageStartingWith("standard input (--workers) is not valid JSON: correct line 1, column ");
		assertThat(openCopies()).isEmpty();
	}

	@Test
	void withoutEntriesIsRefused() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.openStandardInput("#\n"))
			.withMessageContaining("nothing is listed in standard input (--workers)");
	}

	@Test
	void isToldAsCsvByItsHeader() {
		try (WorkerList list = this.lists.openStandardInput("worker_id\na\n")) {
			assertThat(WrittenLists.read(list)).containsExactly("2 a");
		}
	}

	@Test
	void thatIsNoTextIsRefused() {
		InputStream input = new ByteArrayInputStream(new byte[] { 0x1f, (byte) 0x8b, 8, 0, 0 });
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> this.lists.open(List.of(), List.of("-"), input))
			.withMessageStartingWith("standard input (--workers) is compressed: unpack it");
	}

	@Test
	void canBeListedOnlyOnce() {
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open("-", "a.txt", "-"))
			.withMessage("--workers - is given twice: standard input can be listed only once");
	}

	@Test
	void thatCannotBeCopiedIsRefused() {
		Path file = Path.of(this.lists.write("state", "in the way"));
		Selection selection = new Selection().files(List.of("-"), "--workers");
		assertThatExceptionOfType(ConfigurationException.class)
			.isThrownBy(() -> selection.open(InputStream.nullInputStream(), file))
			.withMessage("standard input (--workers) can't be copied to " + file + " (" + file
					+ " is not a directory): free some space there, or choose another directory with --state");
	}

	private List<Path> openCopies() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.filter(this::isCopy).toList();
		}
	}

	private boolean isCopy(Path open) {
		try {
			return Files.readSymbolicLink(open).startsWith(this.lists.scratch());
		}
		catch (IOException ex) {
			return false;
		}
	}

}
