package dev.logarchiver.coreclaw.download;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

import com.github.luben.zstd.ZstdOutputStream;
import dev.logarchiver.simulation.RealisticLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Gzip and other codings as storages send them.
 */
class DecodedInputTests {

	private static final byte[] TEXT = RealisticLog.of(1, 500_000).bytes();

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100_000 })
	void undoesGzipInPiecesOfAnySize(int piece) throws IOException {
		assertThat(read(inPieces(gzip(TEXT), piece))).isEqualTo(TEXT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 100_000 })
	void readsMembersThatFollow(int piece) throws IOException {
		byte[] first = "first\n".getBytes(StandardCharsets.UTF_8);
		byte[] members = join(gzip(first), gzip(new byte[0]), gzip(TEXT));
		assertThat(read(inPieces(members, piece))).isEqualTo(join(first, TEXT));
	}

	@Test
	void readsAsManyEmptyMembersAsSomebodyLikesToSend() throws IOException {
		byte[] nothing = gzip(new byte[0]);
		ByteArrayOutputStream members = new ByteArrayOutputStream();
		for (int i = 0; i < 500_000; i++) {
			members.writeBytes(nothing);
		}
		members.writeBytes(gzip(TEXT));
		assertThat(read(new ByteArrayInputStream(members.toByteArray()))).isEqualTo(TEXT);
	}

	@Test
	void noticesASecondHeaderThatIsCutWherever() throws IOException {
		byte[] first = gzip(TEXT);
		byte[] header = { 0x1f, (byte) 0x8b, 8, 0x1c, 0, 0, 0, 0, 0, 0, 6, 0, 'x', 'y', 2, 0, 9, 9, 'n', 'a', 'm', 'e',
				0, 'c', 0 };
		for (int length = 1; length <= header.length; length++) {
			byte[] cut = join(first, Arrays.copyOf(header, length));
			malformed(cut);
			assertThatExceptionOfType(ZipException.class).isThrownBy(() -> read(inPieces(cut, 1)));
		}
	}

	@Test
	void readsASingleByte() throws IOException {
		try (InputStream input = new DecodedInput(new ByteArrayInputStream(gzip(new byte[] { -1 })), Coding.GZIP)) {
			assertThat(input.read()).isEqualTo(255);
			assertThat(input.read()).isEqualTo(-1);
			assertThat(input.read(new byte[0])).isZero();
		}
	}

	@Test
	void skipsAllThatAHeaderMayHold() throws IOException {
		byte[] plain = gzip(TEXT);
		byte[] header = { 0x1f, (byte) 0x8b, 8, 0x1c, 0, 0, 0, 0, 0, 0, 6, 0, 'x', 'y', 2, 0, 9, 9, 'n', 'a', 'm', 'e',
				0, 'c', 0 };
		assertThat(read(new ByteArrayInputStream(join(header, Arrays.copyOfRange(plain, 10, plain.length)))))
			.isEqualTo(TEXT);
	}

	@Test
	void takesNothingForAnEmptyText() throws IOException {
		assertThat(read(InputStream.nullInputStream())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 9, 10, 1000, 8, 4 })
	void noticesAnEarlyEnd(int missing) throws IOException {
		byte[] gzip = gzip(TEXT);
		malformed(Arrays.copyOf(gzip, (missing > 8) ? missing : gzip.length - missing));
	}

	@Test
	void noticesDamage() throws IOException {
		byte[] gzip = gzip(TEXT);
		for (int offset : new int[] { 0, 1, 2, 1000, gzip.length / 2, gzip.length - 8, gzip.length - 1 }) {
			byte[] damaged = gzip.clone();
			damaged[offset] ^= 0x55;
			malformed(damaged);
		}
	}

	@Test
	void noticesWhatIsNoFurtherMember() throws IOException {
		malformed(join(gzip(TEXT), new byte[] { 0 }));
		malformed(join(gzip(TEXT), "garbage that is longer than a header".getBytes(StandardCharsets.UTF_8)));
		malformed(join(gzip(TEXT), Arrays.copyOf(gzip(TEXT), 5)));
	}

	@Test
	void passesOnThatTheConnectionBrokeBetweenMembers() throws IOException {
		byte[] whole = gzip(TEXT);
		IOException broken = new IOException("reset");
		InputStream connection = new InputStream() {

			private final InputStream member = new ByteArrayInputStream(whole);

			@Override
			public int read() throws IOException {
				int value = this.member.read();
				if (value < 0) {
					throw broken;
				}
				return value;
			}

			@Override
			public int read(byte[] target, int offset, int length) throws IOException {
				int count = this.member.read(target, offset, length);
				if (count < 0) {
					throw broken;
				}
				return count;
			}

		};
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(connection)).isSameAs(broken);
	}

	@ParameterizedTest
	@EnumSource
	void undoesEachCoding(Coding coding) throws IOException {
		byte[] packed = pack(TEXT, coding);
		assertThat(read(inPieces(packed, 7), coding)).isEqualTo(TEXT);
		assertThat(read(new ByteArrayInputStream(packed), coding)).isEqualTo(TEXT);
		assertThat(read(new ByteArrayInputStream(pack(new byte[0], coding)), coding)).isEmpty();
		assertThat(read(InputStream.nullInputStream(), coding)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void noticesAnEarlyEndOfEachCoding(Coding coding) throws IOException {
		byte[] packed = pack(TEXT, coding);
		for (int length : new int[] { 1, 2, 5, packed.length / 2, packed.length - 1 }) {
			assertThatExceptionOfType(ZipException.class)
				.isThrownBy(() -> read(new ByteArrayInputStream(packed, 0, length), coding))
				.withMessage(coding.toString());
		}
	}

	@Test
	void undoesDeflateWithoutItsFrame() throws IOException {
		byte[] packed = pack(TEXT, Coding.DEFLATE);
		assertThat(read(new ByteArrayInputStream(packed, 2, packed.length - 6), Coding.DEFLATE)).isEqualTo(TEXT);
	}

	@Test
	void takesNoMoreMemoryForZstdThanASenderMayExpect() throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (ZstdOutputStream zstd = new ZstdOutputStream(packed).setLong(27)) {
			zstd.write(TEXT);
		}
		assertThatExceptionOfType(ZipException.class)
			.isThrownBy(() -> read(new ByteArrayInputStream(packed.toByteArray()), Coding.ZSTD));
	}

	private static byte[] pack(byte[] text, Coding coding) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream packing = switch (coding) {
			case GZIP -> new GZIPOutputStream(packed);
			case DEFLATE -> new DeflaterOutputStream(packed);
			case ZSTD -> new ZstdOutputStream(packed);
		}) {
			packing.write(text);
		}
		return packed.toByteArray();
	}

	private static void malformed(byte[] bytes) {
		assertThatExceptionOfType(ZipException.class).isThrownBy(() -> read(new ByteArrayInputStream(bytes)));
	}

	private static byte[] read(InputStream encoded) throws IOException {
		return read(encoded, Coding.GZIP);
	}

	private static byte[] read(InputStream encoded, Coding coding) throws IOException {
		try (InputStream input = new DecodedInput(encoded, coding)) {
			return input.readAllBytes();
		}
	}

	private static InputStream inPieces(byte[] bytes, int size) {
		return new ByteArrayInputStream(bytes) {

			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, size));
			}

		};
	}

	private static byte[] gzip(byte[] text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text);
		}
		return bytes.toByteArray();
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
