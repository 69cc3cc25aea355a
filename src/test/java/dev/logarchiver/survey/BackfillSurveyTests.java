package dev.logarchiver.survey;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.run.WorkerId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For which Workers and months the account's listing speaks.
 */
class BackfillSurveyTests {

	private final BackfillSurvey survey = survey(BitSet.valueOf(new long[] { 0b1110 }));

	@Test
	void speaksForWorkersOfKnownSlugOnceTheyWereShown() {
		settle(this.survey, 0, true, 1, 5);
		settle(this.survey, 1, true, 2);
		assertThat(speaksFor(this.survey, 0)).containsExactly(1L, 2L);
		assertThat(speaksFor(this.survey, 1)).as("one that was shown another month has no run").containsExactly(1L, 2L);
		assertThat(speaksFor(this.survey, 2)).isEmpty();
	}

	@Test
	void speaksForNobodyWhereAMonthCannotBeUsed() {
		settle(this.survey, 0, true, 1, 2, 3);
		settle(this.survey, 1, false, 1, 2, 3);
		assertThat(speaksFor(this.survey, 1)).isEmpty();
		assertThat(this.survey.next()).isEqualTo(2);
		assertThat(this.survey.next()).isEqualTo(-1);
	}

	@Test
	void goesOnWithWhatWasKnownAtTheBeginning() {
		settle(this.survey, 0, true, 1, 2, 5);
		settle(this.survey, 2, false);
		String state = this.survey.state();
		BackfillSurvey resumed = survey(BackfillSurvey.known(state)).resumed(state);
		assertThat(resumed.next()).isEqualTo(1);
		assertThat(resumed.next()).isEqualTo(-1);
		assertThat(speaksFor(resumed, 0)).containsExactly(1L, 2L);
		assertThat(speaksFor(resumed, 2)).isEmpty();
		assertThat(resumed.state()).isEqualTo(state);
	}

	@Test
	void withoutAnAccountEachWorkerIsListed() {
		assertThat(BackfillSurvey.none().state()).isEmpty();
		assertThat(BackfillSurvey.none().next()).isEqualTo(-1);
		assertThat(speaksFor(BackfillSurvey.none(), 0)).isEmpty();
	}

	@Test
	void keepsLittleOfALongList() {
		BitSet known = new BitSet();
		known.set(1, 100_001);
		assertThat(survey(known).state()).hasSizeLessThan(1000);
	}

	private static BackfillSurvey survey(BitSet known) {
		return new BackfillSurvey((month) -> AccountMonth.unusable(month, "not asked", 0), (_) -> {
		}, 3, known);
	}

	private static void settle(BackfillSurvey survey, int month, boolean usable, long... shown) {
		survey.settled(new AccountMonth(month, LongStream.of(shown)
			.boxed()
			.collect(Collectors.toMap((entry) -> new Owner(new WorkerId("w" + entry), entry, null), (_) -> List.of())),
				Set.of(), 1, usable ? null : "no"));
	}

	private static List<Long> speaksFor(BackfillSurvey survey, int month) {
		return LongStream.range(0, 10).filter((entry) -> survey.speaksFor(entry, month)).boxed().toList();
	}

}
