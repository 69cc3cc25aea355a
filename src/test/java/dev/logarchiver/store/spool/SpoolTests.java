package dev.logarchiver.store.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

import dev.logarchiver.lines.LogLine;
import dev.logarchiver.lines.errors.ErrorLines;
import dev.logarchiver.lines.errors.ErrorPattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Logs are measured and kept, in memory or in a file without a name.
 */
class SpoolTests {

	private static final int LIMIT = 10;

	private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	@TempDir
	private Path temporary;

	private Path directory;

	@BeforeEach
	void open() {
		this.directory = this.temporary.resolve("spool");
	}

	private SpoolWriter writer(Compression compression) {
		return new Spool(this.directory, compression, null, LIMIT).writer();
	}

	private SpooledLog text(String content) throws IOException {
		try (SpoolWriter writer = writer(Compression.NONE)) {
			writer.write(content.getBytes(US_ASCII));
			return writer.finish();
		}
	}

	@Test
	void measuresTheUncompressedBytes() throws IOException {
		try (SpoolWriter writer = writer(Compression.GZIP)) {
			writer.write('a');
			writer.write("xbcx".getBytes(US_ASCII), 1, 2);
			assertThat(writer.size()).isEqualTo(3);
			try (SpooledLog text = writer.finish()) {
				assertThat(text.size()).isEqualTo(3);
				assertThat(text.sha256()).isEqualTo(ABC);
				assertThat(text.compression()).isEqualTo(Compression.GZIP);
				assertThat(text.encodedSize()).isEqualTo(text.open().readAllBytes().length);
				assertThat(Compression.GZIP.decode(text.open())).hasContent("abc");
			}
		}
	}

	@Test
	void measuresNothing() throws IOException {
		try (SpooledLog text = text("")) {
			assertThat(text.size()).isZero();
			assertThat(text.encodedSize()).isZero();
			assertThat(text.sha256()).isEqualTo(NOTHING);
			assertThat(text.open()).isEmpty();
		}
	}

	@Test
	void countsErrorLinesOnTheWay() throws IOException {
		Spool spool = new Spool(this.directory, Compression.GZIP, ErrorPattern.of("bad"), LIMIT);
		try (SpoolWriter writer = spool.with(Compression.NONE).writer()) {
			writer.write("fine\nb".getBytes(US_ASCII));
			writer.write("xadx".getBytes(US_ASCII), 1, 2);
			try (SpooledLog text = writer.finish()) {
				assertThat(text.errors()).isEqualTo(new ErrorLines(1, List.of(new LogLine(2, "bad"))));
			}
		}
		assertThat(text("bad").errors()).isNull();
	}

	@Test
	void keepsInMemoryWhatIsWithinTheLimit() throws IOException {
		try (SpooledLog text = text("0123456789")) {
			assertThat(text.inMemory()).isTrue();
			assertThat(text.open()).hasContent("0123456789");
		}
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void movesToAFileWhatIsBeyondTheLimit() throws IOException {
		try (SpoolWriter writer = writer(Compression.NONE)) {
			writer.write("01234".getBytes(US_ASCII));
			writer.write("56789a".getBytes(US_ASCII));
			writer.write('b');
			try (SpooledLog text = writer.finish()) {
				assertThat(text.inMemory()).isFalse();
				assertThat(text.open()).hasContent("0123456789ab");
			}
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void leavesNoNameThatAKilledProcessCouldLeave() throws IOException {
		try (SpooledLog text = text("0123456789a")) {
			assertThat(this.directory).isEmptyDirectory();
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory)))
				.isEqualTo("rwx------");
			assertThat(text.open()).hasContent("0123456789a");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void freesTheFile() throws IOException {
		try (SpooledLog _ = text("0123456789a")) {
			assertThat(openFiles()).isOne();
		}
		assertThat(openFiles()).isZero();
		try (SpoolWriter discarded = writer(Compression.NONE)) {
			discarded.write("0123456789a".getBytes(US_ASCII));
			assertThat(openFiles()).isOne();
		}
		assertThat(openFiles()).isZero();
	}

	private long openFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			return files.filter((file) -> {
				try {
					return Files.readSymbolicLink(file).startsWith(this.directory);
				}
				catch (IOException ex) {
					return false;
				}
			}).count();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "012345678", "0123456789abcdef" })
	void readsRangesBesideEachOther(String content) throws IOException {
		try (SpooledLog text = text(content); InputStream whole = text.open(); InputStream range = text.open(2, 5)) {
			assertThat(whole.read()).isEqualTo('0');
			assertThat(range.readNBytes(2)).isEqualTo("23".getBytes(US_ASCII));
			assertThat(whole.readNBytes(3)).isEqualTo("123".getBytes(US_ASCII));
			assertThat(range.readAllBytes()).isEqualTo("456".getBytes(US_ASCII));
			assertThat(range.read()).isNegative();
			assertThat(whole).hasContent(content.substring(4));
		}
	}

	@Test
	void isReadByAThreadThatIsToldToStop() throws IOException {
		try (SpooledLog text = text("0123456789abcdef")) {
			Thread.currentThread().interrupt();
			assertThat(text.open().readAllBytes()).hasSize(16);
			assertThat(Thread.interrupted()).isTrue();
			assertThat(text.open().readAllBytes()).hasSize(16);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "012345678", "0123456789abcdef" })
	void cannotBeReadOnceClosedAndMayBeClosedAgain(String content) throws IOException {
		SpooledLog text = text(content);
		InputStream open = text.open();
		text.close();
		text.close();
		assertThatIOException().isThrownBy(text::open);
		if (content.length() > LIMIT) {
			assertThatIOException().isThrownBy(open::read);
		}
		assertThat(text.size()).isEqualTo(content.length());
	}

	@Test
	void isFinishedOnce() throws IOException {
		try (SpoolWriter writer = writer(Compression.GZIP)) {
			writer.write("0123456789abcdef".getBytes(US_ASCII));
			try (SpooledLog text = writer.finish()) {
				assertThatIOException().isThrownBy(writer::finish);
				assertThatIOException().isThrownBy(() -> writer.write('x'));
				assertThat(Compression.GZIP.decode(text.open())).hasContent("0123456789abcdef");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GZIP", "ZSTD", "NONE" })
	void neverFinishesALogOfWhichSomethingIsLost(Compression compression) throws IOException {
		Files.writeString(this.directory, "a file in place of the directory");
		byte[] bytes = new byte[1_000_000];
		new Random(1).nextBytes(bytes);
		try (SpoolWriter writer = writer(compression)) {
			assertThatIOException().isThrownBy(() -> writer.write(bytes));
			Files.delete(this.directory);
			assertThatIOException().isThrownBy(() -> {
				writer.write('x');
				writer.finish();
			});
		}
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void letsOneLogAtATimeHaveAllTheRoom() throws Exception {
		Spool spool = new Spool(this.directory, Compression.NONE, null, LIMIT);
		FutureTask<Boolean> second = new FutureTask<>(() -> spool.alone(() -> true));
		spool.alone(() -> {
			Thread.startVirtualThread(second);
			return assertThat(second.isDone()).isFalse();
		});
		assertThat(second.get()).isTrue();
	}

}
