package dev.logarchiver.coreclaw.download;

import java.time.Duration;

import dev.logarchiver.coreclaw.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How often a download is tried, and when.
 */
class AttemptsTests {

	private final TransferException failure = new TransferException("stalled", "why");

	private final Traffic.Requests traffic = new Traffic().storage();

	private static final long MEBIBYTE = 1024 * 1024;

	@Test
	void waitsAtMostTwiceAsLongEachTime() {
		Attempts attempts = new Attempts(4, Duration.ofSeconds(1), this.traffic);
		assertThat(attempts.next(this.failure, 0)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
		assertThat(attempts.next(this.failure, 0)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
		assertThat(attempts.next(this.failure, 0)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
		assertThatExceptionOfType(DownloadException.class).isThrownBy(() -> attempts.next(this.failure, 0))
			.satisfies((failure) -> {
				assertThat(failure.code()).isEqualTo("stalled");
				assertThat(failure.reason()).isEqualTo("why");
			});
	}

	@Test
	void endsAfterOneAttemptWhereToldTo() {
		assertThatExceptionOfType(DownloadException.class)
			.isThrownBy(() -> new Attempts(1, Duration.ofMillis(1), this.traffic).next(this.failure, 0));
	}

	@Test
	void waitsAsLongAsTheStorageAsks() {
		Attempts attempts = new Attempts(3, Duration.ofMillis(1), this.traffic);
		assertThat(attempts.next(after(Duration.ofSeconds(7)), 0)).isEqualTo(Duration.ofSeconds(7));
		assertThat(attempts.next(after(Duration.ofHours(1)), 0)).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void doesNotCountAnAttemptThatBroughtTheTextOn() {
		Attempts attempts = new Attempts(2, Duration.ofMillis(1), this.traffic);
		for (int i = 1; i < 10; i++) {
			attempts.next(this.failure, i * MEBIBYTE);
		}
		attempts.next(this.failure, 10 * MEBIBYTE - 1);
		assertThatExceptionOfType(DownloadException.class).isThrownBy(() -> attempts.next(this.failure, 10 * MEBIBYTE));
	}

	@Test
	void countsProgressThatWasMadeBefore() {
		Attempts attempts = new Attempts(2, Duration.ofMillis(1), this.traffic);
		attempts.next(this.failure, 5 * MEBIBYTE);
		attempts.next(this.failure, 0);
		assertThatExceptionOfType(DownloadException.class).isThrownBy(() -> attempts.next(this.failure, 5 * MEBIBYTE));
	}

	private static TransferException after(Duration retryAfter) {
		return new TransferException("http_503", "why", retryAfter);
	}

}
