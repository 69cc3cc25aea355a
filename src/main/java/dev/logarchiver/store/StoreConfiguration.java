package dev.logarchiver.store;

import java.nio.file.Path;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.lines.errors.ErrorProperties;
import dev.logarchiver.network.Network;
import dev.logarchiver.store.directory.DirectoryLogStore;
import dev.logarchiver.store.s3.S3ClientFactory;
import dev.logarchiver.store.s3.S3LogStore;
import dev.logarchiver.store.spool.Spool;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Makes the store and the spool when something needs them first: most commands that only
 * read do without.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	@Lazy
	LogStore logStore(StoreProperties properties, @Value("${archiver.state-dir}") String stateDirectory,
			@Lazy UploadLog uploads, ObjectProvider<Network> network) {
		return switch (properties.location(Path.of(stateDirectory, "archive"))) {
			case StoreLocation.Bucket bucket ->
				new S3LogStore(new S3ClientFactory(properties.s3(), properties.bounds(), network.getObject()).create(),
						bucket, uploads);
			case StoreLocation.Directory directory -> new DirectoryLogStore(directory.path());
		};
	}

	@Bean
	@Lazy
	ReadBackShare readBackShare(StoreProperties properties) {
		return ReadBackShare.parse(properties.readBack());
	}

	@Bean
	@Lazy
	BucketPolicy bucketPolicy(StoreProperties properties, @Value("${archiver.state-dir}") String stateDirectory,
			ObjectProvider<Network> network) {
		return switch (properties.location(Path.of(stateDirectory, "archive"))) {
			case StoreLocation.Bucket bucket -> new BucketPolicy(
					new S3ClientFactory(properties.s3(), properties.bounds(), network.getObject()).partition(), bucket);
			case StoreLocation.Directory directory -> throw new SettingException("archiver.store.uri",
					"archiver.store.uri (--store) names the directory " + directory.path() + ", which needs no policy",
					"name a bucket, such as s3://bucket/prefix");
		};
	}

	@Bean
	@Lazy
	Spool spool(StoreProperties properties, ErrorProperties errors,
			@Value("${archiver.state-dir}") String stateDirectory) {
		return new Spool(Path.of(stateDirectory, "spool"), properties.compression(), errors.compiled());
	}

}
