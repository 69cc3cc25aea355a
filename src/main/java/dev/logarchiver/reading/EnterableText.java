package dev.logarchiver.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.TextEntries;
import dev.logarchiver.reading.ArchivedText.Reading;
import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.spool.EntryPoints;
import dev.logarchiver.store.spool.LineFeeds;
import org.jspecify.annotations.Nullable;

/**
 * The text of an archived log, to be read from anywhere in it: of the object is read what
 * holds the lines that are wanted, where it is known how to enter it. Else it is read
 * once from its beginning, which shows that. Memory doesn't depend on the size of the
 * text or of its lines.
 */
public final class EnterableText {

	private final LogStore store;

	private final TextEntries entries;

	private final EntryCache cache;

	private final ArchivedLog log;

	/**
	 * What has been found out already, so that the ledger isn't asked for each window.
	 */
	private volatile @Nullable EntryPoints remembered;

	EnterableText(LogStore store, TextEntries entries, EntryCache cache, ArchivedLog log) {
		this.store = store;
		this.entries = entries;
		this.cache = cache;
		this.log = log;
	}

	/**
	 * Reads lines, byte for byte.
	 * @param lines which ones; those beyond the end are left out
	 * @param reading what to do with them
	 * @return what that gives
	 * @throws StoreException if the object can't be read, or is not what was stored; the
	 * message names it
	 */
	public <T> T read(Lines lines, Reading<T> reading) {
		try (InputStream text = open(lines)) {
			return reading.read(text);
		}
		catch (IOException ex) {
			throw ArchivedText.unreadable(this.log, ex);
		}
	}

	private InputStream open(Lines lines) throws IOException {
		InputStream text = tryToOpen(remembered(), lines);
		text = (text != null) ? text : tryToOpen(ofLedger(), lines);
		text = (text != null) ? text : tryToOpen(this.cache.find(this.log), lines);
		return (text != null) ? text : open(scan(), lines);
	}

	/** Entry points are tried: the object may be another one than they are of. */
	private @Nullable InputStream tryToOpen(Optional<EntryPoints> points, Lines lines) {
		if (points.isEmpty() || points.get().size() != this.log.text().size()) {
			return null;
		}
		try {
			InputStream text = LineStream.open(points.get(), lines.in(points.get()),
					(first, last) -> blocks(points.get(), first, last));
			this.remembered = points.get();
			return text;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private InputStream open(ScannedText scanned, Lines lines) throws IOException {
		EntryPoints points = scanned.points();
		return LineStream.open(points, lines.in(points), (first, last) -> scanned.recent().holds(first)
				? scanned.recent().from(first) : blocks(points, first, last));
	}

	private Blocks blocks(EntryPoints points, int first, int last) throws IOException {
		return ObjectBlocks.open(this.store, this.log.objectKey(), points, first, last);
	}

	private Optional<EntryPoints> remembered() {
		return Optional.ofNullable(this.remembered);
	}

	private Optional<EntryPoints> ofLedger() {
		return (this.log.text().size() > EntryPoints.BLOCK_SIZE) ? this.entries.find(this.log) : Optional.empty();
	}

	/**
	 * A partial object may have been replaced by a longer text since its row was read.
	 */
	private ScannedText scan() throws IOException {
		ScannedText scanned = ScannedText.read(this.store, this.log.objectKey());
		if (scanned.sha256().equals(this.log.text().sha256())) {
			this.remembered = scanned.points();
			if (scanned.points().blocks().size() > 1) {
				this.cache.keep(this.log, scanned.points());
			}
		}
		else if (this.log.isFinal()) {
			throw new StoreException("object_changed",
					"the object " + this.log.key() + " is not what was stored there: 'verify --read-data' says more");
		}
		return scanned;
	}

	/** How many lines the text has, the last one included where it lacks its end. */
	public long lines() {
		return points().lines();
	}

	/**
	 * Finds a place in the text.
	 * @param offset in bytes
	 * @return the number of the line that has this byte, or that would go on there
	 */
	public long lineAt(long offset) {
		EntryPoints points = points();
		int block = (int) Math.min(offset / EntryPoints.BLOCK_SIZE, points.blocks().size() - 1L);
		if (block < 0) {
			return 1;
		}
		try (Blocks blocks = blocks(points, block, block)) {
			byte[] text = blocks.next();
			int before = (int) Math.min(text.length, offset - (long) block * EntryPoints.BLOCK_SIZE);
			return points.blocks().get(block).lineFeedsBefore() + LineFeeds.count(text, 0, before) + 1;
		}
		catch (IOException ex) {
			throw ArchivedText.unreadable(this.log, ex);
		}
	}

	private EntryPoints points() {
		EntryPoints points = remembered().or(this::ofLedger)
			.or(() -> this.cache.find(this.log))
			.orElseGet(this::scannedPoints);
		this.remembered = points;
		return points;
	}

	private EntryPoints scannedPoints() {
		try {
			return scan().points();
		}
		catch (IOException ex) {
			throw ArchivedText.unreadable(this.log, ex);
		}
	}

}
