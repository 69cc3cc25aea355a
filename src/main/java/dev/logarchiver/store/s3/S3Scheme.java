package dev.logarchiver.store.s3;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import dev.logarchiver.network.Network;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoreProperties;
import dev.logarchiver.store.StoreScheme;
import dev.logarchiver.store.UploadLog;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The buckets of S3-compatible storage. */
@Component
record S3Scheme(StoreProperties properties, @Lazy UploadLog uploads, ObjectProvider<Network> network,
		@Value("${archiver.job.name:default}") String job) implements StoreScheme {

	@Override
	public Optional<LogStore> open(StoreLocation location) {
		return (location instanceof StoreLocation.Bucket bucket) ? Optional.of(open(clients(), bucket))
				: Optional.empty();
	}

	private LogStore open(S3ClientFactory clients, StoreLocation.Bucket bucket) {
		return new S3LogStore(clients.create(), clients::presigner, bucket, this.uploads,
				S3Settings.of(this.properties.s3(), this.job, Clock.systemUTC()));
	}

	@Override
	public Optional<Map<String, Object>> policy(StoreLocation location) {
		return (location instanceof StoreLocation.Bucket bucket)
				? Optional.of(new BucketPolicy(clients().partition(), bucket).document()) : Optional.empty();
	}

	private S3ClientFactory clients() {
		return new S3ClientFactory(this.properties.s3(), this.properties.bounds(), this.network.getObject());
	}

}
