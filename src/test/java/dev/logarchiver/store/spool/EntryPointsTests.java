package dev.logarchiver.store.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

import com.github.luben.zstd.ZstdOutputStream;
import dev.logarchiver.outside.Outside;
import dev.logarchiver.store.spool.LargeText.Encoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Large texts can be entered in the middle, and are read from the beginning as ever.
 */
class EntryPointsTests {

	private static final int BLOCK = EntryPoints.BLOCK_SIZE;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@MethodSource("dev.logarchiver.store.spool.LargeText#all")
	void eachBlockIsFoundWhereItBegins(Compression compression, byte[] text) throws IOException {
		Encoded encoded = LargeText.encode(compression, text, null);
		EntryPoints points = encoded.points();
		assertThat(points.enterable()).isTrue();
		assertThat(points.size()).isEqualTo(text.length);
		assertThat(points.lines()).isEqualTo(lines(text));
		for (int block = 0; block < points.blocks().size(); block++) {
			int start = block * BLOCK;
			byte[] expected = Arrays.copyOfRange(text, start, start + points.length(block));
			assertThat(points.blocks().get(block).lineFeedsBefore()).isEqualTo(lineFeeds(text, start));
			assertThat(points.blocks().get(block).checksum()).isEqualTo(checksum(expected));
			try (InputStream entered = enter(compression, encoded, block)) {
				assertSame(entered.readNBytes(expected.length), expected);
			}
		}
	}

	private static InputStream enter(Compression compression, Encoded encoded, int block) throws IOException {
		int offset = (int) encoded.points().blocks().get(block).offset();
		InputStream object = new ByteArrayInputStream(encoded.bytes(), offset, encoded.bytes().length - offset);
		return (block == 0) ? compression.decode(object) : compression.enter(object);
	}

	@ParameterizedTest
	@MethodSource("dev.logarchiver.store.spool.LargeText#all")
	void theObjectDependsOnTheTextAlone(Compression compression, byte[] text) throws IOException {
		Encoded whole = LargeText.encode(compression, text, null);
		for (int seed = 0; seed < 2; seed++) {
			Encoded pieces = LargeText.encode(compression, text, new Random(seed));
			assertSame(pieces.bytes(), whole.bytes());
			assertThat(pieces.points()).isEqualTo(whole.points());
		}
	}

	@ParameterizedTest
	@MethodSource("dev.logarchiver.store.spool.LargeText#all")
	void theObjectAloneShowsTheSamePoints(Compression compression, byte[] text) throws IOException {
		Encoded encoded = LargeText.encode(compression, text, null);
		ByteArrayOutputStream read = new ByteArrayOutputStream();
		EntryScan scan = new EntryScan(compression, read);
		assertThat(scan.ofObject(new ByteArrayInputStream(encoded.bytes()))).isEqualTo(encoded.points());
		assertSame(read.toByteArray(), text);
		read.reset();
		EntryPoints lines = scan.ofLines(new ByteArrayInputStream(encoded.bytes()));
		assertThat(lines.enterable()).isEqualTo(text.length <= BLOCK);
		assertThat(lines.lines()).isEqualTo(encoded.points().lines());
		assertSame(read.toByteArray(), text);
	}

	@ParameterizedTest
	@MethodSource("dev.logarchiver.store.spool.LargeText#all")
	void everybodyReadsTheWholeText(Compression compression, byte[] text) throws IOException, InterruptedException {
		Encoded encoded = LargeText.encode(compression, text, null);
		try (InputStream decoded = compression.decode(new ByteArrayInputStream(encoded.bytes()))) {
			assertSame(decoded.readAllBytes(), text);
		}
		if (compression != Compression.NONE) {
			Path object = Files.write(this.directory.resolve("object" + compression.extension()), encoded.bytes());
			for (List<String> command : (compression == Compression.GZIP)
					? List.of(List.of("gzip", "-dc"), List.of("zcat")) : List.of(List.of("zstd", "-dcq"))) {
				if (Outside.has(command.getFirst())) {
					assertSame(outputOf(command, object), text);
				}
			}
		}
	}

	private byte[] outputOf(List<String> command, Path object) throws IOException, InterruptedException {
		Path output = this.directory.resolve("output");
		Process process = Outside.process(command)
			.redirectInput(object.toFile())
			.redirectOutput(output.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		assertThat(process.waitFor()).isZero();
		return Files.readAllBytes(output);
	}

	/**
	 * As browsers do.
	 */
	@ParameterizedTest
	@EnumSource
	void gzipIsOneMemberAlways(LargeText kind) throws Exception {
		byte[] text = kind.of(3 * BLOCK + 1);
		byte[] object = LargeText.encode(Compression.GZIP, text, null).bytes();
		try (Inflater inflater = new Inflater(true)) {
			inflater.setInput(object, 10, object.length - 10);
			byte[] first = new byte[text.length];
			int size = 0;
			while (!inflater.finished()) {
				size += inflater.inflate(first, size, first.length - size);
			}
			assertThat(inflater.getRemaining()).isEqualTo(8);
			assertThat(size).isEqualTo(text.length);
			assertSame(first, text);
		}
	}

	@ParameterizedTest
	@EnumSource
	void gzipOfAMebibyteIsThatOfEarlierVersions(LargeText kind) throws IOException {
		ByteArrayOutputStream usual = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(usual) {
			{
				this.def.setLevel(4);
			}
		}) {
			output.write(kind.of(BLOCK));
		}
		assertSame(LargeText.encode(Compression.GZIP, kind.of(BLOCK), null).bytes(), usual.toByteArray());
	}

	@Test
	void objectsOfEarlierVersionsShowTheirLines() throws IOException {
		byte[] text = LargeText.LOG.of(2 * BLOCK + 1);
		ByteArrayOutputStream gzip = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(gzip)) {
			output.write(text);
		}
		ByteArrayOutputStream zstd = new ByteArrayOutputStream();
		try (ZstdOutputStream output = new ZstdOutputStream(zstd)) {
			output.write(text);
		}
		assertShowsLines(scan(Compression.GZIP, gzip.toByteArray()), text);
		assertShowsLines(scan(Compression.ZSTD, zstd.toByteArray()), text);
	}

	private static void assertShowsLines(EntryPoints points, byte[] text) {
		assertThat(points.enterable()).isFalse();
		assertThat(points.lines()).isEqualTo(lines(text));
		assertThat(points.blocks()).extracting(EntryPoints.Block::lineFeedsBefore)
			.containsExactly(0L, lineFeeds(text, BLOCK), lineFeeds(text, 2 * BLOCK));
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void noPointsAreFoundInWhatIsCutOrChanged(Compression compression) throws IOException {
		byte[] object = LargeText.encode(compression, LargeText.LOG.of(2 * BLOCK + 5), null).bytes();
		assertThatIOException().isThrownBy(() -> scan(compression, Arrays.copyOf(object, object.length - 1)));
		assertThatIOException().isThrownBy(() -> scan(compression, Arrays.copyOf(object, object.length / 2)));
		byte[] changed = object.clone();
		changed[changed.length - 3] ^= 1;
		assertThatIOException().isThrownBy(() -> scan(compression, changed));
		assertThatIOException()
			.isThrownBy(() -> scan(compression, "no object of ours".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void noPointsAreFoundInSeveralMembers() throws IOException {
		byte[] one = LargeText.encode(Compression.GZIP, LargeText.LOG.of(BLOCK + 5), null).bytes();
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		two.writeBytes(one);
		two.writeBytes(one);
		assertThatIOException().isThrownBy(() -> scan(Compression.GZIP, two.toByteArray()));
		EntryPoints lines = new EntryScan(Compression.GZIP, ByteArrayOutputStream.nullOutputStream())
			.ofLines(new ByteArrayInputStream(two.toByteArray()));
		assertThat(lines.size()).isEqualTo(2 * (BLOCK + 5));
		assertThat(lines.enterable()).isFalse();
	}

	private static EntryPoints scan(Compression compression, byte[] object) throws IOException {
		return new EntryScan(compression, ByteArrayOutputStream.nullOutputStream())
			.ofObject(new ByteArrayInputStream(object));
	}

	private static long lines(byte[] text) {
		return lineFeeds(text, text.length) + ((text.length == 0 || text[text.length - 1] == '\n') ? 0 : 1);
	}

	private static long lineFeeds(byte[] text, int end) {
		long count = 0;
		for (int i = 0; i < end; i++) {
			count += (text[i] == '\n') ? 1 : 0;
		}
		return count;
	}

	private static int checksum(byte[] bytes) {
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		return (int) checksum.getValue();
	}

	private static void assertSame(byte[] actual, byte[] expected) {
		assertThat(Arrays.mismatch(actual, expected)).as("first byte that differs").isNegative();
	}

}
