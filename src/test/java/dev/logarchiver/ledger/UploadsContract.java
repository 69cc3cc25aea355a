package dev.logarchiver.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import dev.logarchiver.state.TestDatabase;
import org.junit.jupiter.api.Test;

import static dev.logarchiver.ledger.SampleLogs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of the uploads that are under way.
 */
abstract class UploadsContract {

	private final Uploads uploads;

	UploadsContract(TestDatabase database) {
		AtomicInteger minutes = new AtomicInteger();
		InstantSource later = () -> NOON.plus(Duration.ofMinutes(minutes.incrementAndGet()));
		this.uploads = new Uploads(database.jdbc(), later.withZone(ZoneOffset.UTC));
	}

	@Test
	void remembersWhatHasBegunAndForgetsWhatHasEnded() {
		this.uploads.begin("s3://logs/a", "nightly", 1);
		this.uploads.recorded("one", "id-1");
		this.uploads.begin("s3://logs/a", "weekly", 2);
		this.uploads.recorded("two", "id-" + "2".repeat(1000));
		this.uploads.recorded("three", "id-3");
		this.uploads.ended("id-3");
		this.uploads.ended("id-4");
		assertThat(this.uploads.in("s3://logs/a")).containsExactly(new RecordedUpload("nightly", "one", "id-1"),
				new RecordedUpload("weekly", "two", "id-" + "2".repeat(1000)));
	}

	@Test
	void tellsStoresApart() {
		this.uploads.begin("s3://logs/a", "nightly", 1);
		this.uploads.recorded("one", "id");
		this.uploads.begin("s3://logs/b", "nightly", 1);
		this.uploads.recorded("two", "id");
		this.uploads.ended("id");
		assertThat(this.uploads.in("s3://logs/a")).extracting(RecordedUpload::key).containsExactly("one");
		assertThat(this.uploads.in("s3://logs/b")).isEmpty();
	}

	@Test
	void doesNotRecordWhatBelongsToNoExecution() {
		this.uploads.recorded("one", "id");
		this.uploads.ended("id");
		assertThat(this.uploads.in("s3://logs/a")).isEmpty();
	}

}
