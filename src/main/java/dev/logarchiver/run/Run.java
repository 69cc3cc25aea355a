package dev.logarchiver.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One run of a Worker.
 *
 * @param id the platform's slug of the run
 * @param status its state when it was asked for
 * @param startedAt when it started, where the platform says
 * @param finishedAt when it ended, where the platform says
 * @param scraper the platform's slug of the Worker it belongs to, where the platform says
 */
public record Run(RunId id, RunStatus status, @Nullable Instant startedAt, @Nullable Instant finishedAt,
		@Nullable String scraper) {

	/** A run of which it isn't said whose it is. */
	public Run(RunId id, RunStatus status, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
		this(id, status, startedAt, finishedAt, null);
	}

	/**
	 * A run of which nothing but the ID is known.
	 * @param id the platform's slug of the run
	 * @return the run, its status unknown
	 */
	public static Run unknown(RunId id) {
		return new Run(id, RunStatus.UNKNOWN, null, null);
	}

	/**
	 * When the run was created: the time in its ULID, else its start.
	 * @return the time; empty where neither is known
	 */
	public Optional<Instant> createdAt() {
		return this.id.createdAt().or(() -> Optional.ofNullable(this.startedAt));
	}

	/**
	 * The day under which the run is filed: that of its ULID, else of its start.
	 * @return the day in UTC; empty where neither is known
	 */
	public Optional<LocalDate> date() {
		return createdAt().map((time) -> LocalDate.ofInstant(time, ZoneOffset.UTC));
	}

}
