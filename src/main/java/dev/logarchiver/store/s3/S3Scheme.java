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
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The buckets of S3-compatible storage. */
@Component
record S3Scheme(StoreProperties properties, @Lazy UploadLog uploads, ObjectProvider<Network> network,
		Environment environment) implements StoreScheme {

	@Override
	public Optional<LogStore> open(StoreLocation location) {
		return (location instanceof StoreLocation.Bucket bucket) ? Optional.of(open(clients(), bucket))
				: Optional.empty();
	}

	private LogStore open(S3ClientFactory clients, StoreLocation.Bucket bucket) {
		return new S3LogStore(clients.create(), clients::presigner, bucket, this.uploads, settings());
	}

	@Override
	public Optional<Map<String, Object>> policy(StoreLocation location) {
		return (location instanceof StoreLocation.Bucket bucket) ? Optional
			.of(new BucketPolicy(clients().partition(), bucket, PolicyNeeds.of(settings(), prunes())).document())
				: Optional.empty();
	}

	private S3Settings settings() {
		return S3Settings.of(this.properties.s3(), this.environment.getProperty("archiver.job.name"),
				Clock.systemUTC());
	}

	/** Whether logs are deleted by rules, which a room below this one has. */
	private boolean prunes() {
		return Binder.get(this.environment)
			.bind("archiver.retention", Bindable.mapOf(String.class, Object.class))
			.map((retention) -> retention.containsKey("rules"))
			.orElse(false);
	}

	private S3ClientFactory clients() {
		return new S3ClientFactory(this.properties.s3(), this.properties.bounds(), this.network.getObject());
	}

}
