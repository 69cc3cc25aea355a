package dev.logarchiver.store;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how logs are stored.
 *
 * @param uri where logs are stored, such as {@code s3://my-bucket/coreclaw}: a bucket
 * with or without a prefix, or {@code file:DIR} for a local directory. {@code --store} on
 * the command line; default: {@code file:} with {@code archive} below the state directory
 * @param compression how new objects are compressed; those that are there stay as they
 * are
 * @param s3 what S3 servers differ in
 */
@ConfigurationProperties("archiver.store")
record StoreProperties(@Nullable String uri, @DefaultValue("gzip") Compression compression, @DefaultValue S3 s3) {

	StoreProperties {
		if (uri != null) {
			StoreLocation.parse(uri);
		}
	}

	/**
	 * Where logs are stored.
	 * @param defaultDirectory the place where none is set
	 * @return the place
	 */
	StoreLocation location(Path defaultDirectory) {
		return (this.uri != null) ? StoreLocation.parse(this.uri) : new StoreLocation.Directory(defaultDirectory);
	}

	/**
	 * What S3 servers differ in.
	 *
	 * @param pathStyle whether the bucket is named in the path, not in the host; default:
	 * {@code true} with an endpoint other than AWS, else {@code false}
	 * @param checksums when the SDK adds its own checksums to requests: wherever the API
	 * has a place for them, or only where it demands them; default: {@code when-required}
	 * with an endpoint other than AWS, else {@code when-supported}
	 */
	record S3(@Nullable Boolean pathStyle, @Nullable Checksums checksums) {
	}

	/**
	 * When the SDK adds its own checksums to requests.
	 */
	enum Checksums {

		/** Wherever the API has a place for them. */
		WHEN_SUPPORTED,
		/** Only where the API demands them. */
		WHEN_REQUIRED

	}

}
