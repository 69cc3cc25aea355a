package dev.logarchiver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.run.WorkerId;
import dev.logarchiver.store.spool.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The keys are a public interface.
 */
class ObjectKeyTests {

	private static final ObjectKey KEY = Samples.KEY;

	@Test
	void readsLikeThePartitionsOfHive() {
		String path = "worker=acme~scraper/date=2026-06-14/01JXQ1V2ZK4M8N6P3R5T7W9YAB";
		assertThat(KEY).hasToString(path + ".log.gz");
		assertThat(Samples.key(Compression.ZSTD)).hasToString(path + ".log.zst");
		assertThat(Samples.key(Compression.NONE)).hasToString(path + ".log");
		assertThat(KEY.withRevision(2)).hasToString(path + ".r2.log.gz");
		assertThat(KEY.asPartial()).hasToString(path + ".partial.log.gz");
		assertThat(KEY.withRevision(3).asPartial()).hasToString(path + ".r3.partial.log.gz");
		assertThat(KEY.asPartial().asFinal()).isEqualTo(KEY);
		assertThat(KEY.withRevision(2).withRevision(1)).isEqualTo(KEY);
	}

	@Test
	void takesTheDateOfTheRunsUlidInUtc() {
		Instant created = Instant.parse("2016-07-30T23:54:10.259Z");
		Run run = new Run(new RunId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), RunStatus.SUCCEEDED, created.plusSeconds(86_400),
				null);
		assertThat(ObjectKey.of(new WorkerId("w"), run, Compression.NONE))
			.hasToString("worker=w/date=2016-07-30/01ARZ3NDEKTSV4RRFFQ69G5FAV.log");
	}

	@Test
	void takesTheStartOfARunWithoutUlid() {
		Run run = new Run(new RunId("r-1"), RunStatus.RUNNING, Instant.parse("2026-06-14T23:59:59Z"), null);
		assertThat(ObjectKey.of(new WorkerId("w"), run, Compression.GZIP))
			.hasToString("worker=w/date=2026-06-14/r-1.log.gz");
	}

	@Test
	void leavesOutADateThatIsNotKnown() {
		assertThat(ObjectKey.of(new WorkerId("w"), Run.unknown(new RunId("r")), Compression.GZIP))
			.hasToString("worker=w/date=__HIVE_DEFAULT_PARTITION__/r.log.gz");
	}

	@ParameterizedTest
	@EnumSource
	void isFinalAndTheFirstAtFirst(Compression compression) {
		ObjectKey key = ObjectKey.of(new WorkerId("w"), Run.unknown(new RunId("r")), compression);
		assertThat(key.partial()).isFalse();
		assertThat(key.revision()).isOne();
		assertThat(key.compression()).isEqualTo(compression);
	}

	@ParameterizedTest
	@MethodSource("all")
	void readsBackWhatItWrites(ObjectKey key) {
		assertThat(ObjectKey.parse(key.value())).hasValue(key);
	}

	static Stream<ObjectKey> all() {
		return Stream.of(Compression.values())
			.map(Samples::key)
			.flatMap((key) -> Stream.of(key, key.withRevision(2), key.withRevision(999_999_999)))
			.flatMap((key) -> Stream.of(key, key.asPartial()))
			.flatMap((key) -> Stream.of(key, with(key, "a.b-c_d~E.9", "__--"),
					with(key, "x", "7ZZZZZZZZZ0000000000000000")));
	}

	private static ObjectKey with(ObjectKey key, String worker, String run) {
		RunId id = new RunId(run);
		LocalDate date = Run.unknown(id).date().orElse(null);
		return new ObjectKey(new WorkerId(worker), date, id, key.revision(), key.partial(), key.compression());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "readme.txt", "worker=w/date=2026-06-14/", "worker=w/date=2026-06-14/r",
			"worker=w/date=2026-06-14/r.log.bz2", "worker=w/date=2026-06-14/r.log.gz.tmp",
			"worker=w/date=2026-06-14/r.LOG.GZ", "worker=w/date=2026-06-14/.log.gz",
			"worker=w/date=2026-06-14/r.r1.log.gz", "worker=w/date=2026-06-14/r.r0.log.gz",
			"worker=w/date=2026-06-14/r.r02.log.gz", "worker=w/date=2026-06-14/r.r9999999999.log.gz",
			"worker=w/date=2026-06-14/r.partial.r2.log.gz", "worker=w/date=2026-06-14/r s.log.gz",
			"worker=w/date=2026-06-14/x/r.log.gz", "/worker=w/date=2026-06-14/r.log.gz",
			"p/worker=w/date=2026-06-14/r.log.gz", "worker=w/date=2026-02-30/r.log.gz", "worker=w/date=today/r.log.gz",
			"worker=w/date=/r.log.gz", "worker=/date=2026-06-14/r.log.gz", "worker=a~b~c/date=2026-06-14/r.log.gz",
			"worker=../date=2026-06-14/r.log.gz", "worker=w/date=2026-06-14/r.log.gz\n",
			"worker=w/date=+2026-06-14/r.log.gz" })
	void takesForeignKeysForNoneOfOurs(String key) {
		assertThat(ObjectKey.parse(key)).isEmpty();
	}

	@Test
	void refusesARevisionBeforeTheFirst() {
		assertThatIllegalArgumentException().isThrownBy(() -> KEY.withRevision(0))
			.withMessageContaining("Revision 0")
			.withMessageContaining(Samples.RUN.value());
	}

}
