package dev.logarchiver.archiving;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.SampleLogs;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken objects are told from broken connections.
 */
class TextCheckTests {

	/** SHA-256 of "abc". */
	private static final String SHA_256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	private static ArchivedLog log(Compression compression) {
		ArchivedLog log = SampleLogs.settled("r");
		ObjectKey key = new ObjectKey(log.worker(), null, log.runId(), 1, false, compression);
		return new ArchivedLog(log.worker(), log.run(), 1, key.value(), true, log.completeness(),
				new TextDigest(3, SHA_256, null, null), 0, log.unchangedSince(), log.archivedAt(), 0, null, null);
	}

	private static byte[] encode(Compression compression, String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream output = compression.encode(bytes)) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static Optional<Problem.Kind> check(Compression compression, InputStream... answers) {
		Deque<InputStream> left = new ArrayDeque<>(List.of(answers));
		LogStore store = (LogStore) Proxy.newProxyInstance(LogStore.class.getClassLoader(),
				new Class<?>[] { LogStore.class }, (_, _, _) -> left.remove());
		Optional<Problem.Kind> kind = new TextCheck(store).check(log(compression)).map(Problem::kind);
		assertThat(left).isEmpty();
		return kind;
	}

	private static InputStream whole(byte[] bytes) {
		return new ByteArrayInputStream(bytes);
	}

	/**
	 * A connection that breaks after the first bytes.
	 */
	@SuppressWarnings("InputStreamSlowMultibyteRead")
	private static InputStream broken(byte[] bytes) {
		return new SequenceInputStream(whole(Arrays.copyOf(bytes, 2)), new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("Connection reset");
			}

		});
	}

	@ParameterizedTest
	@EnumSource
	void findsTheVeryText(Compression compression) {
		assertThat(check(compression, whole(encode(compression, "abc")))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void findsAnotherText(Compression compression) {
		assertThat(check(compression, whole(encode(compression, "abd")))).hasValue(Problem.Kind.CHANGED);
	}

	@ParameterizedTest
	@EnumSource
	void takesWhatCannotBeDecodedForChanged(Compression compression) {
		byte[] bytes = encode(compression, "abc");
		assertThat(check(compression, whole(Arrays.copyOf(bytes, bytes.length - 1)))).hasValue(Problem.Kind.CHANGED);
		assertThat(check(compression, whole("no log".getBytes(StandardCharsets.UTF_8)))).hasValue(Problem.Kind.CHANGED);
		assertThat(check(compression, InputStream.nullInputStream())).hasValue(Problem.Kind.CHANGED);
	}

	@ParameterizedTest
	@EnumSource
	void readsAgainWhereTheConnectionBreaks(Compression compression) {
		byte[] bytes = encode(compression, "abc");
		assertThat(check(compression, broken(bytes), broken(bytes), whole(bytes))).isEmpty();
		assertThat(check(compression, broken(bytes), broken(bytes), broken(bytes))).hasValue(Problem.Kind.UNREADABLE);
	}

}
