package dev.logarchiver.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.Archives;
import dev.logarchiver.ledger.KnownArchive;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.ListedObject;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps ledger and store together: what the ledger calls archived must be so in the very
 * store that is configured.
 */
@Component
public class Ownership {

	private static final Log logger = LogFactory.getLog(Ownership.class);

	private final Archives archives;

	private final Ledger ledger;

	private final ObjectProvider<LogStore> store;

	private final Clock clock;

	Ownership(Archives archives, Ledger ledger, ObjectProvider<LogStore> store, Clock clock) {
		this.archives = archives;
		this.ledger = ledger;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Makes sure, before an execution begins, that the ledger's logs are in the store,
	 * and gives an archive that has no identity one.
	 * @throws ConfigurationException if the store is that of another archive
	 * @throws OutOfReachException if the store can't be used
	 */
	public void claim() {
		LogStore objects = this.store.getObject();
		Evidence evidence = new Evidence(this.ledger, objects);
		evidence.forgetLostPartials();
		Optional<KnownArchive> known = this.archives.known();
		Optional<ArchiveIdentity> found;
		try {
			found = objects.identity();
		}
		catch (StoreException ex) {
			goOnByUri(known, evidence, objects, ex);
			return;
		}
		if (evidence.ledgerIsEmpty()) {
			begin(known, found, objects);
		}
		else {
			new Agreement(known, found, objects.uri()).require(evidence);
			take(known, found, objects);
		}
	}

	/**
	 * Makes sure that a command which reads the whole store is not given that of another
	 * archive. Changes nothing.
	 * @throws ConfigurationException if the store is that of another archive
	 * @throws OutOfReachException if the store can't be used
	 */
	public void requireSame() {
		LogStore objects = this.store.getObject();
		Evidence evidence = new Evidence(this.ledger, objects);
		if (!evidence.ledgerIsEmpty()) {
			identity(objects)
				.ifPresent((found) -> new Agreement(this.archives.known(), Optional.of(found), objects.uri())
					.requireSameId(evidence));
		}
	}

	/**
	 * Makes sure that the store is the ledger's, before more of it is put there, or after
	 * whatever isn't in it was dropped. Nothing is written to the store.
	 * @throws ConfigurationException if the store is that of another archive
	 */
	void adopt() {
		LogStore objects = this.store.getObject();
		Evidence evidence = new Evidence(this.ledger, objects);
		Optional<ArchiveIdentity> found = identity(objects);
		if (!evidence.ledgerIsEmpty()) {
			new Agreement(this.archives.known(), found, objects.uri()).require(evidence);
		}
		found.ifPresent((identity) -> this.archives.set(this.archives.known()
			.map((known) -> known.confirmed(identity, objects.uri()))
			.orElseGet(() -> new KnownArchive(identity, objects.uri(), true, false))));
	}

	/**
	 * Whether the partial objects are still to be looked for that an earlier ledger may
	 * have left.
	 */
	boolean owesPartials() {
		return this.archives.known().map(KnownArchive::partialsOwed).orElse(false);
	}

	void partialsAreKnown() {
		this.archives.known()
			.filter(KnownArchive::partialsOwed)
			.ifPresent((known) -> this.archives.set(known.owingPartials(false)));
	}

	/**
	 * Whether the next execution could take the store for the ledger's. Changes nothing.
	 * @return the archive's ID where the ledger is empty, but the archive isn't new
	 * @throws ConfigurationException if the store is that of another archive
	 */
	public Optional<String> examine() {
		LogStore objects = this.store.getObject();
		Evidence evidence = new Evidence(this.ledger, objects);
		Optional<ArchiveIdentity> found = identity(objects);
		if (evidence.ledgerIsEmpty()) {
			Optional<KnownArchive> known = this.archives.known();
			return found.filter((identity) -> known.filter((archive) -> archive.is(identity)).isEmpty())
				.map(ArchiveIdentity::id);
		}
		new Agreement(this.archives.known(), found, objects.uri()).require(evidence);
		return Optional.empty();
	}

	private static Optional<ArchiveIdentity> identity(LogStore objects) {
		try {
			return objects.identity();
		}
		catch (StoreException ex) {
			return Optional.empty();
		}
	}

	/**
	 * An empty ledger belongs to no archive yet. One whose ID is that of another store
	 * gets a new one, so that no two stores have the same.
	 */
	private void begin(Optional<KnownArchive> known, Optional<ArchiveIdentity> found, LogStore objects) {
		boolean logs = holdsLogs(objects);
		boolean same = known.isPresent()
				&& (found.isPresent() ? known.get().is(found.get()) : known.get().uri().equals(objects.uri()));
		KnownArchive begun;
		if (same) {
			begun = known.get().owingPartials(logs);
			this.archives.set(begun);
		}
		else {
			KnownArchive fresh = new KnownArchive(found.orElseGet(this::newIdentity), objects.uri(), false, logs);
			begun = this.archives.begin(fresh, known.isPresent());
			if (logs) {
				logger.warn("The store " + objects.uri() + " holds logs that the ledger doesn't know, and downloads "
						+ "again: 'reindex' takes them into the ledger and saves that");
			}
		}
		take(Optional.of(begun), found, objects);
	}

	private ArchiveIdentity newIdentity() {
		return ArchiveIdentity.create(this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

	private static boolean holdsLogs(LogStore objects) {
		try (Stream<ListedObject> listed = objects.list()) {
			return listed.anyMatch((object) -> ObjectKey.parse(object.key()).isPresent());
		}
	}

	/**
	 * Remembers where the archive is, and has the store say which it is.
	 */
	private void take(Optional<KnownArchive> known, Optional<ArchiveIdentity> found, LogStore objects) {
		String uri = objects.uri();
		KnownArchive archive = known.orElseGet(() -> this.archives
			.begin(new KnownArchive(found.orElseGet(this::newIdentity), uri, false, false), false));
		if (found.isPresent()) {
			KnownArchive confirmed = archive.confirmed(found.get(), uri);
			if (!confirmed.equals(known.orElse(null))) {
				this.archives.set(confirmed);
			}
			return;
		}
		if (archive.inStore()) {
			logger.warn("The file " + ArchiveIdentity.KEY + " is gone from the store " + uri
					+ ", whose logs are the ledger's: it is put back");
		}
		try {
			this.archives.set(archive.confirmed(objects.identify(archive.identity()), uri));
		}
		catch (StoreException | OutOfReachException ex) {
			this.archives.set(archive.at(uri));
			logger.warn("The file " + ArchiveIdentity.KEY
					+ ", by which the archive is recognised wherever it is moved, " + "can't be written: "
					+ ex.getMessage() + ": until it can, the archive is known by its URI " + uri);
		}
	}

	/**
	 * The file is there or not, and can't be read.
	 */
	private void goOnByUri(Optional<KnownArchive> known, Evidence evidence, LogStore objects, StoreException problem) {
		String uri = objects.uri();
		if (!evidence.ledgerIsEmpty() && !known.map(KnownArchive::uri).equals(Optional.of(uri))) {
			new Agreement(known, Optional.empty(), uri).require(evidence);
		}
		this.archives.set(known.filter((archive) -> archive.uri().equals(uri) || !evidence.ledgerIsEmpty())
			.map((archive) -> archive.at(uri))
			.orElseGet(() -> new KnownArchive(newIdentity(), uri, false, false)));
		logger.warn("The file " + ArchiveIdentity.KEY + ", by which the archive is recognised wherever it is moved, "
				+ "can't be read: " + problem.getMessage() + ": until it can, the archive is known by its URI " + uri);
	}

}
