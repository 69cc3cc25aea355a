package dev.logarchiver.archiving;

import java.util.Arrays;
import java.util.Optional;

import dev.logarchiver.ledger.RedactedText;
import dev.logarchiver.ledger.TextDigest;
import dev.logarchiver.state.HashKey;
import dev.logarchiver.store.Redacted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether two texts were made of the same one, with as little as may be known of them.
 */
class SourceTextsTests {

	private static final String SOURCE = hash('a');

	private final KeyInMemory key = new KeyInMemory();

	private final SourceTexts sources = new SourceTexts(this.key);

	private static String hash(char digit) {
		return String.valueOf(digit).repeat(64);
	}

	private static TextDigest plain(char text) {
		return new TextDigest(1, hash(text), null, null);
	}

	private static TextDigest redacted(char text, long redactions, char rules, @Nullable String mac) {
		return new TextDigest(1, hash(text), null, null, null,
				new RedactedText(new Redacted(redactions, hash(rules)), mac));
	}

	private Resemblance compare(TextDigest known, TextDigest found) {
		Resemblance resemblance = this.sources.compare(known, found);
		assertThat(this.sources.compare(found, known)).isEqualTo(resemblance);
		return resemblance;
	}

	@Test
	void comparesTextsThatAreAsTheyWere() {
		assertThat(compare(plain('a'), plain('a'))).isEqualTo(Resemblance.SAME);
		assertThat(compare(plain('a'), plain('b'))).isEqualTo(Resemblance.OTHER);
		assertThat(compare(plain('a'), redacted('a', 0, '1', null))).isEqualTo(Resemblance.SAME);
		assertThat(compare(plain('a'), redacted('b', 0, '1', null))).isEqualTo(Resemblance.OTHER);
		assertThat(this.key.find()).isEmpty();
	}

	@Test
	void comparesTheSourcesOfRedactedTexts() {
		String mac = this.sources.mac(SOURCE);
		assertThat(mac).doesNotContain(SOURCE);
		assertThat(compare(redacted('b', 1, '1', mac), redacted('c', 2, '2', mac))).isEqualTo(Resemblance.SAME);
		assertThat(compare(redacted('b', 1, '1', mac), plain('a'))).isEqualTo(Resemblance.SAME);
		assertThat(compare(redacted('b', 1, '1', mac), plain('b'))).isEqualTo(Resemblance.OTHER);
		assertThat(compare(redacted('b', 1, '1', mac), redacted('b', 1, '1', this.sources.mac(hash('f')))))
			.as("the same but for what was made unreadable")
			.isEqualTo(Resemblance.OTHER);
	}

	@Test
	void withoutTheKeyComparesWhatCanBeCompared() {
		String lost = this.sources.mac(SOURCE);
		SourceTexts after = new SourceTexts(new KeyInMemory());
		for (String mac : new @Nullable String[] { null, lost }) {
			TextDigest known = redacted('b', 1, '1', mac);
			assertThat(after.compare(known, plain('a'))).isEqualTo(Resemblance.UNKNOWN);
			assertThat(after.compare(known, redacted('b', 1, '1', after.mac(SOURCE)))).isEqualTo(Resemblance.SAME);
			assertThat(after.compare(known, redacted('c', 1, '1', after.mac(SOURCE)))).as("by the same rules")
				.isEqualTo(Resemblance.OTHER);
			assertThat(after.compare(known, redacted('c', 1, '2', after.mac(SOURCE)))).isEqualTo(Resemblance.UNKNOWN);
		}
	}

	/** Another one in each test. */
	private static final class KeyInMemory implements HashKey {

		private static byte made;

		private byte @Nullable [] key;

		@Override
		public Optional<byte[]> find() {
			return Optional.ofNullable(this.key);
		}

		@Override
		public byte[] obtain() {
			byte[] present = this.key;
			if (present == null) {
				present = new byte[LENGTH];
				Arrays.fill(present, ++made);
				this.key = present;
			}
			return present;
		}

	}

}
