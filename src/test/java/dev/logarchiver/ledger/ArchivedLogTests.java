package dev.logarchiver.ledger;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.store.Completeness;
import org.junit.jupiter.api.Test;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * An archived log can't be wrong.
 */
class ArchivedLogTests {

	private final ArchivedLog log = SampleLogs.settled("r");

	@Test
	void refusesWhatCannotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.log.at(0, "k")).withMessageContaining("revision 0");
		assertThatIllegalArgumentException().isThrownBy(() -> this.log.withObjectSize(-1))
			.withMessageContaining("-1 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> new TextDigest(-1, "0".repeat(64), null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new TextDigest(1, "A".repeat(64), null, null));
	}

	@Test
	void onlyAFinalLogLeavesAPartialObjectOver() {
		ArchivedLog open = SampleLogs.open("r");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ArchivedLog(open.worker(), open.run(), 1, open.key(), false, open.completeness(),
					open.text(), 1, NOON, NOON, 1, null, open.key()))
			.withMessageContaining(open.key());
	}

	@Test
	void anEntityTagThatCannotBeSentBackIsNotKept() {
		assertThat(new TextDigest(1, "0".repeat(64), "\"tag\"", null).etag()).isEqualTo("\"tag\"");
		assertThat(new TextDigest(1, "0".repeat(64), "\"a\r\nb\"", null).etag()).isNull();
		assertThat(new TextDigest(1, "0".repeat(64), "", null).etag()).isNull();
	}

	@Test
	void aRunIsAsOldAsItsUlidElseItsStartElseItsArchive() {
		ArchivedLog unknown = new ArchivedLog(this.log.worker(), Run.unknown(new RunId("r")), 1, "k", true,
				Completeness.FULL, this.log.text(), 1, NOON, NOON.plusSeconds(1), 1, null, null);
		assertThat(SampleLogs.settled("w", "0000000001ABCDEFGHJKMNPQRS", NOON).runAt())
			.isEqualTo("1970-01-01T00:00:00.001Z");
		assertThat(SampleLogs.settled("w", "r", NOON).runAt()).isEqualTo(NOON);
		assertThat(unknown.runAt()).isEqualTo(NOON.plusSeconds(1));
	}

}
