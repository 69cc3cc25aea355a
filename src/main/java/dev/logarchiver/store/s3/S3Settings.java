package dev.logarchiver.store.s3;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.logarchiver.store.LogMetadata;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.StoreProperties.Encryption;
import dev.logarchiver.store.StoreProperties.Tag;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * What objects are to be stored with, by the settings.
 *
 * @param lock how final logs are locked; {@code null} for not at all
 * @param retain for how long
 * @param tags which tags logs get
 * @param job the name of the job, for a tag
 * @param storageClass how large logs are kept
 * @param above how large such logs are at least, in bytes
 * @param encryption the algorithm that the server encrypts everything by
 * @param encryptionKey the ID of the key for that
 * @param clock tells the time
 */
record S3Settings(@Nullable ObjectLockMode lock, Duration retain, Set<Tag> tags, @Nullable String job,
		@Nullable String storageClass, long above, @Nullable String encryption, @Nullable String encryptionKey,
		Clock clock) {

	static final String KMS = "aws:kms";

	private static final String S3 = "AES256";

	static final S3Settings NONE = new S3Settings(null, Duration.ZERO, Set.of(), null, null, 0, null, null,
			Clock.systemUTC());

	static S3Settings of(StoreProperties.S3 settings, @Nullable String job, Clock clock) {
		StoreProperties.ObjectLock lock = settings.objectLock();
		Duration retain = (lock.retain() != null) ? lock.retain() : Duration.ZERO;
		return new S3Settings(
				(lock.mode() != null) ? ObjectLockMode.fromValue(lock.mode().name().toUpperCase(Locale.ROOT)) : null,
				retain, new TreeSet<>(settings.tags()), (job != null && !job.isBlank()) ? job : null,
				settings.storageClass(), settings.storageClassAbove().toBytes(),
				(settings.sse() != null) ? ((settings.sse() == Encryption.KMS) ? KMS : S3) : null, settings.kmsKeyId(),
				clock);
	}

	/**
	 * What a log is stored with. A partial one will soon be replaced: it gets no lock,
	 * and no class that bills it for a month.
	 */
	S3Attributes ofLog(ObjectKey key, LogMetadata metadata, long size) {
		boolean locked = this.lock != null && !key.partial();
		return new S3Attributes(this.tags.isEmpty() ? null : tags(metadata),
				(size > this.above && !key.partial()) ? this.storageClass : null, this.encryption, this.encryptionKey,
				locked ? this.lock : null, locked ? lockEnd() : null);
	}

	/** What the program's own files are stored with. */
	S3Attributes ofFile() {
		return new S3Attributes(null, null, this.encryption, this.encryptionKey, null, null);
	}

	/** Servers count in seconds, and may cut the rest off. */
	private Instant lockEnd() {
		return this.clock.instant().plus(this.retain).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
	}

	private String tags(LogMetadata metadata) {
		return this.tags.stream()
			.filter((tag) -> tag != Tag.JOB || this.job != null)
			.map((tag) -> tag.name().toLowerCase(Locale.ROOT) + "="
					+ SdkHttpUtils.urlEncode(TagText.of(value(tag, metadata))))
			.collect(Collectors.joining("&"));
	}

	private String value(Tag tag, LogMetadata metadata) {
		return switch (tag) {
			case WORKER -> metadata.worker().value();
			case STATUS -> metadata.status().toString();
			case JOB -> String.valueOf(this.job);
		};
	}

}
