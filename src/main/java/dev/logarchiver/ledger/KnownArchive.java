package dev.logarchiver.ledger;

import dev.logarchiver.store.ArchiveIdentity;

/**
 * The archive that the ledger belongs to.
 *
 * @param identity its identity
 * @param uri where the store was last
 * @param inStore whether the store was seen to have that identity; if not, only the URI
 * distinguishes it from another one
 * @param partialsOwed whether the partial objects are still to be looked for that an
 * earlier ledger may have left
 */
public record KnownArchive(ArchiveIdentity identity, String uri, boolean inStore, boolean partialsOwed) {

	public boolean is(ArchiveIdentity other) {
		return this.identity.id().equals(other.id());
	}

	public KnownArchive at(String uri) {
		return new KnownArchive(this.identity, uri, this.inStore, this.partialsOwed);
	}

	/** The archive once its store says which it is. */
	public KnownArchive confirmed(ArchiveIdentity inStore, String uri) {
		return new KnownArchive(inStore, uri, true, this.partialsOwed);
	}

	public KnownArchive owingPartials(boolean owed) {
		return new KnownArchive(this.identity, this.uri, this.inStore, owed);
	}

}
