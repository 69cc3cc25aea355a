package dev.logarchiver.store.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.run.Units;
import dev.logarchiver.store.StoreWarning;
import dev.logarchiver.store.s3.S3Protection.Answer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;

/**
 * Looks at what a bucket keeps, and at what the settings want it to keep.
 *
 * @param bucket the bucket
 * @param protection what it keeps
 */
record S3Doctor(S3Bucket bucket, S3Protection protection) {

	private static final Duration LONG = Duration.ofDays(366);

	/** By how much clocks may differ before it is worth a word. */
	private static final Duration TOLERANCE = Duration.ofMinutes(1);

	/** What is to be known of the bucket. */
	List<String> facts() {
		List<String> facts = new ArrayList<>();
		if (this.protection.versions() == Answer.YES) {
			facts.add("the bucket keeps versions");
		}
		S3Settings settings = this.bucket.settings();
		if (settings.lock() != null) {
			facts.add("final logs are locked for " + Units.span(settings.retain()) + " (" + settings.lock() + ")");
		}
		return facts;
	}

	/**
	 * What should be otherwise.
	 * @param answer any answer of the server that has just come
	 */
	List<StoreWarning> warnings(SdkHttpResponse answer) {
		List<StoreWarning> warnings = new ArrayList<>();
		clock(answer).ifPresent(warnings::add);
		S3Settings settings = this.bucket.settings();
		if (settings.lock() == ObjectLockMode.COMPLIANCE && settings.retain().compareTo(LONG) > 0) {
			warnings.add(new StoreWarning(
					"Logs are locked for " + Units.span(settings.retain())
							+ " in mode compliance: nobody can delete them before, and not the account's owner",
					"set archiver.store.s3.object-lock.retain to a year at most, or the mode to governance, unless "
							+ "a rule that binds you asks for more"));
		}
		defaultRetention().map(S3Doctor::warning).ifPresent(warnings::add);
		return warnings;
	}

	private Optional<DefaultRetention> defaultRetention() {
		if (this.protection.locks() != Answer.YES) {
			return Optional.empty();
		}
		try {
			return Optional.ofNullable(this.protection.lock())
				.map(ObjectLockConfiguration::rule)
				.map(ObjectLockRule::defaultRetention);
		}
		catch (SdkException ex) {
			return Optional.empty();
		}
	}

	private static StoreWarning warning(DefaultRetention retention) {
		String span = (retention.years() != null) ? Units.count(retention.years(), "year")
				: Units.count((retention.days() != null) ? retention.days() : 0, "day");
		return new StoreWarning(
				"The bucket locks whatever is stored there for " + span + " (" + retention.modeAsString()
						+ "), partial logs and the program's own files too: what is replaced or deleted stays as a "
						+ "version until then",
				"take the default retention off the bucket, and lock final logs alone: "
						+ "archiver.store.s3.object-lock.mode and .retain");
	}

	private Optional<StoreWarning> clock(SdkHttpResponse answer) {
		Instant theirs = time(answer.firstMatchingHeader("Date").orElse(null));
		Clock ours = this.bucket.settings().clock();
		Duration difference = (theirs != null) ? Duration.between(theirs, ours.instant()) : Duration.ZERO;
		return (difference.abs().compareTo(TOLERANCE) <= 0) ? Optional.empty()
				: Optional.of(new StoreWarning(
						"The clock of this machine is " + Units.span(difference.abs()) + " "
								+ (difference.isNegative() ? "behind" : "ahead of") + " that of the server",
						"set it: locks end by it, and requests whose time differs too much are refused"));
	}

	private static @Nullable Instant time(@Nullable String date) {
		try {
			return (date != null) ? ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant() : null;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
