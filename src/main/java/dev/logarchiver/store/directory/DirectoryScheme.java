package dev.logarchiver.store.directory;

import java.util.Map;
import java.util.Optional;

import dev.logarchiver.failure.SettingException;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.StoreLocation;
import dev.logarchiver.store.StoreScheme;

import org.springframework.stereotype.Component;

/** The directories of this machine. */
@Component
class DirectoryScheme implements StoreScheme {

	@Override
	public Optional<LogStore> open(StoreLocation location) {
		return (location instanceof StoreLocation.Directory directory)
				? Optional.of(new DirectoryLogStore(directory.path())) : Optional.empty();
	}

	@Override
	public Optional<Map<String, Object>> policy(StoreLocation location) {
		if (location instanceof StoreLocation.Directory directory) {
			throw new SettingException("archiver.store.uri",
					"archiver.store.uri (--store) names the directory " + directory.path() + ", which needs no policy",
					"name a bucket, such as s3://bucket/prefix");
		}
		return Optional.empty();
	}

}
