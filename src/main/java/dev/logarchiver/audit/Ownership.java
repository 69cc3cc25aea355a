package dev.logarchiver.audit;

import java.time.Clock;
import java.util.Optional;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.OutOfReachException;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.Archives;
import dev.logarchiver.ledger.KnownArchive;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.store.ArchiveIdentity;
import dev.logarchiver.store.LogStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps ledger and store together: what the ledger calls archived must be so in the very
 * store that is configured.
 */
@Component
public class Ownership {

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
		new Claim(this.archives, evidence, objects, this.clock).make();
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
	 * @return the archive's ID when the ledger is empty, but the archive isn't new
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

}
