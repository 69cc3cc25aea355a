package dev.logarchiver.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.TextEntries;
import dev.logarchiver.simulation.RealisticLog;
import dev.logarchiver.state.TestDatabase;
import dev.logarchiver.store.spool.Compression;
import dev.logarchiver.store.spool.EntryPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lines in the middle are those of the whole text, wherever the knowledge of them comes
 * from.
 */
class EnterableTextTests {

	private static final int BLOCK = EntryPoints.BLOCK_SIZE;

	private static final int WINDOWS = 8;

	private final TestDatabase database = TestDatabase.h2();

	private final TextEntries entries = new TextEntries(this.database.jdbc());

	@TempDir
	private Path state;

	private EnterableText text(HeldObject object, ArchivedLog log) {
		return new EnterableText(object.store(), this.entries, new EntryCache(this.state, 3), log);
	}

	private void record(ArchivedLog log, EntryPoints points) {
		new Ledger(this.database.jdbc()).record(List.of(log.withEntries(points)));
	}

	private static byte[] read(EnterableText text, Lines lines) {
		return text.read(lines, InputStream::readAllBytes);
	}

	/**
	 * Lines as a simple program finds them.
	 */
	private static byte[] lines(byte[] text, long first, long last) {
		int start = 0;
		int end = 0;
		long number = 1;
		for (int i = 0; i < text.length && number <= last; i++) {
			if (text[i] == '\n') {
				number++;
				start = (number <= first) ? i + 1 : start;
			}
			end = i + 1;
		}
		return (number < first) ? new byte[0] : Arrays.copyOfRange(text, start, Math.max(start, end));
	}

	private static long count(byte[] text) {
		long lineFeeds = IntStream.range(0, text.length).filter((i) -> text[i] == '\n').count();
		return lineFeeds + ((text.length == 0 || text[text.length - 1] == '\n') ? 0 : 1);
	}

	/**
	 * A text of lines of very different lengths, around a few blocks in size.
	 */
	private static byte[] random(Random random) {
		int size = random.nextInt(4) * BLOCK + random.nextInt(-1, 2)
				+ (random.nextBoolean() ? random.nextInt(BLOCK) : 0);
		byte[] text = new byte[Math.max(0, size)];
		int longest = List.of(1, 30, 3000, 700_000, 3 * BLOCK).get(random.nextInt(5));
		byte[] end = (random.nextBoolean() ? "\r\n" : "\n").getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < text.length;) {
			int line = Math.min(text.length - i, random.nextInt(longest + 1));
			for (int k = 0; k < line; k++) {
				text[i++] = (byte) ('a' + random.nextInt(16));
			}
			for (int k = 0; k < end.length && i < text.length; k++) {
				text[i++] = end[k];
			}
		}
		return text;
	}

	@ParameterizedTest
	@CsvSource({ "GZIP, 1", "GZIP, 2", "GZIP, 3", "GZIP, 4", "ZSTD, 5", "ZSTD, 6", "NONE, 7", "NONE, 8" })
	void everyWindowIsThatOfTheText(Compression compression, int seed) throws IOException {
		Random random = new Random(seed);
		for (int i = 0; i < 4; i++) {
			byte[] text = random(random);
			HeldObject object = HeldObject.of(compression, text);
			ArchivedLog log = object.log(text, false);
			if (i % 2 == 0) {
				record(log, object.points());
			}
			long count = count(text);
			assertThat(text(object, log).lines()).isEqualTo(count);
			for (int window = 0; window < WINDOWS; window++) {
				long first = 1 + random.nextLong(count + 2);
				long last = (window == 0) ? Long.MAX_VALUE : first + random.nextLong(count + 2);
				assertSame(read(text(object, log), new Lines.Span(first, last)), lines(text, first, last));
				long tail = random.nextLong(count + 2);
				assertSame(read(text(object, log), new Lines.Last(tail)), lines(text, count - tail + 1, count));
				long offset = random.nextLong(text.length + 1L);
				assertThat(text(object, log).lineAt(offset))
					.isEqualTo(1 + IntStream.range(0, (int) offset).filter((at) -> text[at] == '\n').count());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void readsWhatItNeeds(Compression compression) throws IOException {
		byte[] bytes = RealisticLog.of(1, 10 * BLOCK).bytes();
		HeldObject object = HeldObject.of(compression, bytes);
		ArchivedLog log = object.log(bytes, true);
		record(log, object.points());
		long part = object.bytes().length / 10L + BLOCK / 4;
		EnterableText text = text(object, log);
		assertThat(read(text, new Lines.Last(1))).isNotEmpty();
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isPositive().isLessThan(part);
		assertThat(read(text, new Lines.Span(text.lines() / 2, text.lines() / 2 + 10))).isNotEmpty();
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isPositive().isLessThan(2 * part);
		assertThat(read(text, new Lines.Span(text.lines() + 1, Long.MAX_VALUE))).isEmpty();
		assertThat(read(text, new Lines.Last(0))).isEmpty();
		assertThat(object.opened()).isZero();
		assertThat(this.state).isEmptyDirectory();
	}

	@ParameterizedTest
	@EnumSource
	void aTextOfWhichNothingIsKnownIsReadOnceFromItsBeginning(Compression compression) throws IOException {
		byte[] bytes = RealisticLog.of(2, 10 * BLOCK).bytes();
		HeldObject object = HeldObject.of(compression, bytes);
		ArchivedLog log = object.log(bytes, true);
		assertSame(read(text(object, log), new Lines.Last(100)), lines(bytes, count(bytes) - 99, count(bytes)));
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isEqualTo(object.bytes().length);
		assertSame(read(text(object, log), new Lines.Span(5, 6)), lines(bytes, 5, 6));
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isLessThan(object.bytes().length / 5);
	}

	@Test
	void aSmallTextIsReadOnceAndNothingIsKeptOfIt() throws IOException {
		byte[] bytes = "one\ntwo\nthree".getBytes(StandardCharsets.US_ASCII);
		HeldObject object = HeldObject.of(Compression.GZIP, bytes);
		EnterableText text = text(object, object.log(bytes, true));
		assertThat(read(text, new Lines.Span(2, 3))).asString().isEqualTo("two\nthree");
		assertThat(object.opened()).isOne();
		assertThat(this.state).isEmptyDirectory();
	}

	@Test
	void anObjectOfAnEarlierVersionIsReadFromItsBeginningUpToTheLine() throws IOException {
		byte[] bytes = RealisticLog.of(3, 10 * BLOCK).bytes();
		ByteArrayOutputStream earlier = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(earlier)) {
			output.write(bytes);
		}
		HeldObject object = new HeldObject(Compression.GZIP, earlier.toByteArray());
		ArchivedLog log = object.log(bytes, true);
		assertSame(read(text(object, log), new Lines.Last(3)), lines(bytes, count(bytes) - 2, count(bytes)));
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isEqualTo(object.bytes().length);
		assertSame(read(text(object, log), new Lines.Span(20_000, 20_001)), lines(bytes, 20_000, 20_001));
		assertThat(object.opened()).isOne();
		assertThat(object.read()).isPositive().isLessThan(object.bytes().length / 2);
	}

	@ParameterizedTest
	@EnumSource
	void entryPointsOfAnotherObjectGiveNoWrongLine(Compression compression) throws IOException {
		byte[] bytes = RealisticLog.of(4, 3 * BLOCK).bytes();
		byte[] others = RealisticLog.of(5, 3 * BLOCK).bytes();
		HeldObject object = HeldObject.of(compression, bytes);
		ArchivedLog log = object.log(bytes, true);
		record(log, HeldObject.of(compression, others).points());
		assertSame(read(text(object, log), new Lines.Last(100)), lines(bytes, count(bytes) - 99, count(bytes)));
	}

	@Test
	void aPartialObjectThatWasReplacedGivesTheLinesThatItHas() throws IOException {
		byte[] before = RealisticLog.of(6, 3 * BLOCK).bytes();
		byte[] after = RealisticLog.of(7, 4 * BLOCK + 1).bytes();
		HeldObject object = HeldObject.of(Compression.GZIP, before);
		ArchivedLog log = object.log(before, false);
		record(log, object.points());
		object.replaceBy(HeldObject.of(Compression.GZIP, after));
		assertSame(read(text(object, log), new Lines.Last(2)), lines(after, count(after) - 1, count(after)));
		assertThat(this.state).isEmptyDirectory();
	}

	@Test
	void aFinalObjectThatWasReplacedIsNotRead() throws IOException {
		byte[] before = RealisticLog.of(6, 3 * BLOCK).bytes();
		HeldObject object = HeldObject.of(Compression.GZIP, before);
		ArchivedLog log = object.log(before, true);
		object.replaceBy(HeldObject.of(Compression.GZIP, RealisticLog.of(7, 3 * BLOCK).bytes()));
		assertThatExceptionOfType(StoreException.class).isThrownBy(() -> read(text(object, log), new Lines.Last(2)))
			.withMessageContaining(log.key());
	}

	@Test
	void anObjectThatIsReplacedWhileItIsReadGivesNoMixture() throws IOException {
		byte[] before = RealisticLog.of(6, 4 * BLOCK).bytes();
		HeldObject object = HeldObject.of(Compression.NONE, before);
		ArchivedLog log = object.log(before, false);
		record(log, object.points());
		byte[] changed = object.bytes();
		assertThatExceptionOfType(StoreException.class)
			.isThrownBy(() -> text(object, log).read(new Lines.Span(1, Long.MAX_VALUE), (lines) -> {
				assertThat(lines.readNBytes(BLOCK)).hasSize(BLOCK);
				changed[2 * BLOCK] ^= 1;
				return lines.readAllBytes();
			}))
			.withMessageContaining(log.key());
	}

	@Test
	void aTextThatLacksItsEndIsNotTakenForWhole() throws IOException {
		byte[] bytes = RealisticLog.of(8, 2 * BLOCK + 5).bytes();
		for (Compression compression : Compression.values()) {
			HeldObject object = HeldObject.of(compression, bytes);
			int cut = (compression == Compression.NONE) ? BLOCK : (int) object.points().blocks().get(1).offset();
			HeldObject half = new HeldObject(compression, Arrays.copyOf(object.bytes(), cut));
			ArchivedLog log = half.log(bytes, true);
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> new ArchivedText(half.store(), log).read(InputStream::readAllBytes))
				.withMessageContaining(log.key());
		}
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void whatIsKeptIsPrivateAndLittle() throws IOException {
		for (int size = 1; size < 6; size++) {
			byte[] bytes = RealisticLog.of(9, BLOCK + size).bytes();
			HeldObject object = HeldObject.of(Compression.NONE, bytes);
			read(text(object, object.log(bytes, true)), new Lines.Last(1));
		}
		try (Stream<Path> files = Files.list(this.state.resolve("entries"))) {
			assertThat(files).hasSize(3)
				.allSatisfy((file) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.isEqualTo("rw-------"));
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.state.resolve("entries"))))
			.isEqualTo("rwx------");
	}

	@ParameterizedTest
	@CsvSource({ "0", "10", "64", "80", "-1" })
	void whatIsKeptIsNotBelieved(int changed) throws IOException {
		byte[] bytes = RealisticLog.of(10, 3 * BLOCK).bytes();
		HeldObject object = HeldObject.of(Compression.GZIP, bytes);
		ArchivedLog log = object.log(bytes, true);
		read(text(object, log), new Lines.Last(1));
		Path file;
		try (Stream<Path> files = Files.list(this.state.resolve("entries"))) {
			file = files.findFirst().orElseThrow();
		}
		byte[] content = Files.readAllBytes(file);
		byte[] other = Arrays.copyOf(content, (changed < 0) ? content.length / 2 : content.length);
		if (changed >= 0) {
			other[changed] ^= 1;
		}
		Files.write(file, other);
		object.read();
		assertSame(read(text(object, log), new Lines.Last(5)), lines(bytes, count(bytes) - 4, count(bytes)));
		assertThat(object.read()).isEqualTo(object.bytes().length);
		assertThat(Files.readAllBytes(file)).isEqualTo(content);
	}

	@Test
	void nothingIsKeptWhereThereIsNoStateDirectory() throws IOException {
		Files.delete(this.state);
		byte[] bytes = RealisticLog.of(11, 2 * BLOCK).bytes();
		HeldObject object = HeldObject.of(Compression.ZSTD, bytes);
		assertSame(read(text(object, object.log(bytes, true)), new Lines.Span(3, 3)), lines(bytes, 3, 3));
		assertThat(this.state).doesNotExist();
	}

	private static void assertSame(byte[] actual, byte[] expected) {
		assertThat(actual.length).isEqualTo(expected.length);
		assertThat(Arrays.mismatch(actual, expected)).as("first byte that differs").isNegative();
	}

}
