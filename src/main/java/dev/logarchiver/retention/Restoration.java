package dev.logarchiver.retention;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import dev.logarchiver.failure.Printable;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.Holds;
import dev.logarchiver.ledger.PrunedLog;
import dev.logarchiver.ledger.Tombstones;
import dev.logarchiver.store.ArchiveFiles;
import dev.logarchiver.store.ArchiveIdentity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Gives a ledger that was lost what the store remembers of retention: what was pruned,
 * and what is held. What can't be read is a warning, and keeps nothing else from being
 * restored.
 */
@Component
public class Restoration {

	private static final Log logger = LogFactory.getLog(Restoration.class);

	private static final String PRUNED = "pruned/";

	private static final byte[] NOTHING = {};

	private static final int BATCH = 500;

	/** So many lines of a file are named: one with more is no list at all. */
	private static final int MOST_WARNINGS = 10;

	private final Tombstones tombstones;

	private final Holds holds;

	Restoration(Tombstones tombstones, Holds holds) {
		this.tombstones = tombstones;
		this.holds = holds;
	}

	/**
	 * Adds the holds that the store has.
	 * @return how many the ledger didn't know
	 */
	public long restoreHolds(ArchiveFiles files) {
		HoldFiles held = new HoldFiles(files);
		long restored = 0;
		for (String name : files.list(HoldFiles.FOLDER)) {
			try {
				restored += this.holds.add(held.read(name)) ? 1 : 0;
			}
			catch (IllegalArgumentException | StoreException ex) {
				warn(name, "can't be read as a hold: " + ex.getMessage());
			}
		}
		return restored;
	}

	/**
	 * Adds the logs to the pruned ones that the store's lists name, once the ledger has
	 * all logs whose objects are there.
	 * @return how many the ledger didn't know
	 */
	public long restorePruned(ArchiveFiles files) {
		return files.list(PRUNED).stream().mapToLong((name) -> restorePruned(name, read(files, name))).sum();
	}

	private static byte[] read(ArchiveFiles files, String name) {
		try {
			return files.read(name).orElse(NOTHING);
		}
		catch (StoreException ex) {
			warn(name, "can't be read: " + ex.getMessage());
			return NOTHING;
		}
	}

	private long restorePruned(String name, byte[] content) {
		List<PrunedLog> batch = new ArrayList<>();
		long restored = 0;
		int number = 0;
		int bad = 0;
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(
				new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				number++;
				try {
					batch.add(ListedPrune.parse(line));
				}
				catch (IllegalArgumentException ex) {
					bad++;
					if (bad <= MOST_WARNINGS) {
						warn(name, "line " + number + " can't be read: " + ex.getMessage());
					}
				}
				if (batch.size() == BATCH) {
					restored += this.tombstones.add(batch);
					batch.clear();
				}
			}
		}
		catch (IOException ex) {
			warn(name, "can't be read after line " + number + ": " + ex.getMessage());
		}
		if (bad > MOST_WARNINGS) {
			warn(name, "can't be read in " + bad + " lines");
		}
		return restored + this.tombstones.add(batch);
	}

	private static void warn(String name, String problem) {
		logger.warn(Printable.escape(ArchiveIdentity.DIRECTORY + name + " " + problem));
	}

}
