package dev.logarchiver.ledger.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.logarchiver.ledger.survey.SurveyListings.Listing;
import dev.logarchiver.ledger.survey.SurveyListings.Tick;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.RunStatus;
import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of listings that shards share.
 */
abstract class SurveyListingsContract {

	private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

	private static final Tick TICK = new Tick(1, "nightly", NOON, 4);

	private final TestDatabase database;

	private final SurveyListings listings;

	SurveyListingsContract(TestDatabase database) {
		this.database = database;
		this.listings = new SurveyListings(database.jdbc());
	}

	private static Listing listing(Instant from, int runs) {
		List<Run> all = new ArrayList<>();
		for (int number = 0; number < runs; number++) {
			all.add(new Run(new RunId("run-" + number), RunStatus.SUCCEEDED, NOON.plusNanos(number * 1000L),
					NOON.plusSeconds(number), "slug-é🙂-" + number));
		}
		all.add(new Run(new RunId("plain"), RunStatus.UNKNOWN, null, null, null));
		return new Listing(from, NOON.plusSeconds(7), all, List.of("", "s".repeat(100_000)));
	}

	@Test
	void whatIsKeptIsWhatWasListed() {
		Listing kept = listing(NOON.minusSeconds(600), 2500);
		this.listings.keep(TICK, kept);
		assertThat(this.listings.find(TICK, NOON)).hasValue(kept);
		assertThat(this.listings.find(TICK, kept.from())).hasValue(kept);
	}

	@Test
	void oneThatBeginsLaterIsOfNoUse() {
		this.listings.keep(TICK, listing(NOON, 1));
		assertThat(this.listings.find(TICK, NOON.minusSeconds(1))).isEmpty();
		Listing earlier = listing(NOON.minusSeconds(1), 0);
		this.listings.keep(TICK, earlier);
		assertThat(this.listings.find(TICK, NOON.minusSeconds(1))).hasValue(earlier);
	}

	@Test
	void othersHaveTheirOwn() {
		this.listings.keep(TICK, listing(NOON, 1));
		for (Tick other : List.of(new Tick(2, "nightly", NOON, 4), new Tick(1, "weekly", NOON, 4),
				new Tick(1, "nightly", NOON.plusSeconds(1), 4), new Tick(1, "nightly", NOON, 3))) {
			assertThat(this.listings.find(other, NOON)).as(other.lock()).isEmpty();
			assertThat(other.lock()).isNotEqualTo(TICK.lock());
		}
	}

	@Test
	void isForgottenWithTheNextTick() {
		this.listings.keep(TICK, listing(NOON, 1));
		this.listings.keep(new Tick(1, "weekly", NOON.plusSeconds(60), 4), listing(NOON, 1));
		assertThat(this.listings.find(TICK, NOON)).isPresent();
		this.listings.keep(new Tick(1, "nightly", NOON.plusSeconds(60), 3), listing(NOON, 1));
		assertThat(this.listings.find(TICK, NOON)).isEmpty();
		assertThat(pages()).isEqualTo(4);
	}

	@Test
	void isWorthTakingForTenMinutes() {
		this.listings.keep(TICK, listing(NOON, 1));
		age(Duration.ofMinutes(9));
		assertThat(this.listings.find(TICK, NOON)).isPresent();
		age(Duration.ofMinutes(2));
		assertThat(this.listings.find(TICK, NOON)).isEmpty();
	}

	private void age(Duration time) {
		this.database.jdbc()
			.sql("UPDATE survey_listing SET kept_at = kept_at - INTERVAL '" + time.toMinutes() + "' MINUTE")
			.update();
	}

	private long pages() {
		return this.database.jdbc().sql("SELECT COUNT(*) FROM survey_listing_page").query(Long.class).single();
	}

}
