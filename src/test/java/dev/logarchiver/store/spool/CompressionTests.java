package dev.logarchiver.store.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import dev.logarchiver.simulation.RealisticLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Compressed bytes are always the same and can be read back.
 */
class CompressionTests {

	private static final byte[] LOG = RealisticLog.of(1, 1_000_000).bytes();

	@ParameterizedTest
	@EnumSource
	void givesTheSameBytesForTheSameBytesHoweverTheyCome(Compression compression) throws IOException {
		byte[] whole = encode(compression, LOG, LOG.length);
		assertThat(encode(compression, LOG, LOG.length)).isEqualTo(whole);
		assertThat(encode(compression, LOG, 8192)).isEqualTo(whole);
		assertThat(encode(compression, LOG, 777)).isEqualTo(whole);
	}

	@ParameterizedTest
	@EnumSource
	void undoesWhatItDid(Compression compression) throws IOException {
		assertThat(decode(compression, encode(compression, LOG, 8192))).isEqualTo(LOG);
		assertThat(decode(compression, encode(compression, new byte[0], 1))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void readsSeveralTextsAsOne(Compression compression) throws IOException {
		ByteArrayOutputStream several = new ByteArrayOutputStream();
		several.writeBytes(encode(compression, LOG, 8192));
		several.writeBytes(encode(compression, new byte[0], 1));
		several.writeBytes(encode(compression, new byte[] { 'x' }, 1));
		byte[] expected = Arrays.copyOf(LOG, LOG.length + 1);
		expected[LOG.length] = 'x';
		assertThat(decode(compression, several.toByteArray())).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void noticesAMissingEnd(Compression compression) throws IOException {
		byte[] encoded = encode(compression, LOG, 8192);
		assertThatIOException().isThrownBy(() -> decode(compression, Arrays.copyOf(encoded, encoded.length - 1)));
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void noticesAChangedByte(Compression compression) throws IOException {
		byte[] encoded = encode(compression, LOG, 8192);
		encoded[encoded.length - 3] ^= 1;
		assertThatIOException().isThrownBy(() -> decode(compression, encoded));
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void noticesWhatIsNotCompressed(Compression compression) {
		assertThatIOException().isThrownBy(() -> decode(compression, LOG));
	}

	@Test
	void isRecognisedByTheName() {
		assertThat(Compression.ofExtension("a/b.log.gz")).hasValue(Compression.GZIP);
		assertThat(Compression.ofExtension("b.r2.log.zst")).hasValue(Compression.ZSTD);
		assertThat(Compression.ofExtension("b.log")).hasValue(Compression.NONE);
		assertThat(Compression.ofExtension("b.txt.gz")).isEmpty();
		assertThat(Compression.ofExtension("b.log.bz2")).isEmpty();
	}

	@Test
	void isKnownToHttp() {
		assertThat(Compression.GZIP.contentEncoding()).hasValue("gzip");
		assertThat(Compression.ZSTD.contentEncoding()).hasValue("zstd");
		assertThat(Compression.NONE.contentEncoding()).isEmpty();
	}

	private static byte[] encode(Compression compression, byte[] bytes, int pieces) throws IOException {
		ByteArrayOutputStream encoded = new ByteArrayOutputStream();
		try (OutputStream encoder = compression.encode(encoded)) {
			for (int offset = 0; offset < bytes.length; offset += pieces) {
				encoder.write(bytes, offset, Math.min(pieces, bytes.length - offset));
			}
		}
		return encoded.toByteArray();
	}

	private static byte[] decode(Compression compression, byte[] encoded) throws IOException {
		try (InputStream decoder = compression.decode(new FromNetwork(encoded))) {
			return decoder.readAllBytes();
		}
	}

	/**
	 * Comes in small pieces, and never says what is there already.
	 */
	private static final class FromNetwork extends FilterInputStream {

		FromNetwork(byte[] bytes) {
			super(new ByteArrayInputStream(bytes));
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return super.read(bytes, offset, Math.min(length, 1000));
		}

		@Override
		public int available() {
			return 0;
		}

	}

}
