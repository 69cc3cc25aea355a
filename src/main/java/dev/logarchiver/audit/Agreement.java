package dev.logarchiver.audit;

import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.KnownArchive;
import dev.logarchiver.store.ArchiveIdentity;

/**
 * Whether a ledger that has logs and a store are those of one archive.
 *
 * @param known what the ledger says
 * @param found what the store says
 * @param uri the store
 */
record Agreement(Optional<KnownArchive> known, Optional<ArchiveIdentity> found, String uri) {

	private static final String REMEDY = "correct archiver.store.uri (--store), or name another state directory "
			+ "(--state) or database for this store, or switch the ledger to this store: 'reindex --replace' "
			+ "drops the rows whose objects aren't in it";

	/**
	 * Makes sure that the IDs agree, and that the store has the ledger's logs.
	 * @param evidence whether it has
	 * @throws ConfigurationException if it is another archive, or a copy without the logs
	 */
	void require(Evidence evidence) {
		requireSameId(evidence);
		if (evidence.lacksTheNewest()) {
			int newest = evidence.newest();
			throw new ConfigurationException("The store " + this.uri + ", "
					+ this.found.map((identity) -> "archive " + identity.id()).orElse("which has no archive ID")
					+ ", lacks " + ((newest == 1) ? "the only log" : "all of the newest " + newest + " logs")
					+ " of the ledger's " + ledgers(), REMEDY, null);
		}
	}

	/**
	 * Makes sure that the IDs agree, when both are known.
	 * @param evidence decides when the store never said which archive the ledger's is
	 * @throws ConfigurationException if it is another archive
	 */
	void requireSameId(Evidence evidence) {
		if (this.found.isEmpty() || this.known.filter((archive) -> archive.is(this.found.get())).isPresent()) {
			return;
		}
		boolean certain = this.known.isPresent() && this.known.get().inStore();
		if (certain || evidence.lacksTheNewest()) {
			throw new ConfigurationException("The store " + this.uri + " is that of archive " + this.found.get().id()
					+ ", but the ledger is that of " + ledgers(), REMEDY, null);
		}
	}

	private String ledgers() {
		return this.known.map((archive) -> "archive " + archive.identity().id() + " at " + archive.uri())
			.orElse("an archive without ID");
	}

}
