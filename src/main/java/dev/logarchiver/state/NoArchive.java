package dev.logarchiver.state;

import dev.logarchiver.failure.ConfigurationException;

/**
 * Says to a command that only reads that there is nothing to be read. It creates nothing:
 * a directory that was misspelt would look like an archive from then on.
 */
final class NoArchive {

	private NoArchive() {
	}

	/**
	 * There is no archive.
	 * @param place the state directory or the database
	 */
	static ConfigurationException in(String place) {
		return new ConfigurationException("There is no archive in " + place,
				"name the state directory (--state) or database of the one that you mean; 'run' creates one, and "
						+ "'reindex' creates one from the objects in a store",
				null);
	}

}
