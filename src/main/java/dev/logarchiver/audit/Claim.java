package dev.logarchiver.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.Archives;
import dev.logarchiver.ledger.KnownArchive;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.LogStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Takes a store for the ledger's, unless it is that of another archive. */
final class Claim {

	private static final Log logger = LogFactory.getLog(Claim.class);

	private final Archives archives;

	private final Evidence evidence;

	private final LogStore store;

	private final String uri;

	private final Clock clock;

	private final Optional<KnownArchive> known;

	Claim(Archives archives, Evidence evidence, LogStore store, Clock clock) {
		this.archives = archives;
		this.evidence = evidence;
		this.store = store;
		this.uri = store.uri();
		this.clock = clock;
		this.known = archives.known();
	}

	void make() {
		Optional<ArchiveIdentity> found;
		try {
			found = this.store.identity();
		}
		catch (StoreException ex) {
			goOnByUri(ex);
			return;
		}
		if (this.evidence.ledgerIsEmpty()) {
			take(Optional.of(begin(found)), found);
		}
		else {
			new Agreement(this.known, found, this.uri).require(this.evidence);
			take(this.known, found);
		}
	}

	/**
	 * An empty ledger belongs to no archive yet. One whose ID is that of another store
	 * gets a new one, so that no two stores have the same.
	 */
	private KnownArchive begin(Optional<ArchiveIdentity> found) {
		boolean logs = this.evidence.storeHoldsLogs();
		Optional<KnownArchive> same = this.known
			.filter((archive) -> found.map(archive::is).orElseGet(() -> archive.uri().equals(this.uri)));
		if (same.isPresent()) {
			KnownArchive begun = same.get().owingPartials(logs);
			this.archives.set(begun);
			return begun;
		}
		KnownArchive begun = this.archives.begin(newArchive(found, logs), this.known.isPresent());
		if (logs) {
			logger.warn("The store " + this.uri + " holds logs that the ledger doesn't know and that are "
					+ "downloaded again: 'reindex' adds them to the ledger and saves that");
		}
		return begun;
	}

	private KnownArchive newArchive(Optional<ArchiveIdentity> found, boolean owesPartials) {
		ArchiveIdentity identity = found
			.orElseGet(() -> ArchiveIdentity.create(this.clock.instant().truncatedTo(ChronoUnit.MICROS)));
		return new KnownArchive(identity, this.uri, false, owesPartials);
	}

	/** Remembers where the archive is, and has the store say which it is. */
	private void take(Optional<KnownArchive> remembered, Optional<ArchiveIdentity> found) {
		KnownArchive archive = remembered.orElseGet(() -> this.archives.begin(newArchive(found, false), false));
		if (found.isPresent()) {
			KnownArchive confirmed = archive.confirmed(found.get(), this.uri);
			if (!confirmed.equals(remembered.orElse(null))) {
				this.archives.set(confirmed);
			}
			return;
		}
		if (archive.inStore()) {
			logger.warn("The file " + ArchiveIdentity.KEY + " is gone from the store " + this.uri
					+ ", whose logs are the ledger's: it is put back");
		}
		try {
			this.archives.set(archive.confirmed(this.store.identify(archive.identity()), this.uri));
		}
		catch (StoreException | OutOfReachException ex) {
			this.archives.set(archive.at(this.uri));
			warnOfUri("written", ex);
		}
	}

	/** The file is there or not, and can't be read. */
	private void goOnByUri(StoreException problem) {
		if (!this.evidence.ledgerIsEmpty() && !this.known.map(KnownArchive::uri).equals(Optional.of(this.uri))) {
			new Agreement(this.known, Optional.empty(), this.uri).require(this.evidence);
		}
		this.archives
			.set(this.known.filter((archive) -> archive.uri().equals(this.uri) || !this.evidence.ledgerIsEmpty())
				.map((archive) -> archive.at(this.uri))
				.orElseGet(() -> newArchive(Optional.empty(), false)));
		warnOfUri("read", problem);
	}

	private void warnOfUri(String verb, RuntimeException problem) {
		logger.warn("The file " + ArchiveIdentity.KEY + ", which identifies the archive even after a move, can't be "
				+ verb + ": " + problem.getMessage() + ": until it can, the archive is known by its URI " + this.uri);
	}

}
