package dev.logarchiver.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import dev.logarchiver.store.LogStore;
import dev.logarchiver.store.ObjectKey;
import dev.logarchiver.store.StoreException;
import dev.logarchiver.store.StoredObject;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Compares the store with the ledger, object by object.
 */
@Component
public class Verification {

	private static final int AT_ONCE = 16;

	private static final int SHARES = 10_000;

	private final Ledger ledger;

	private final ObjectProvider<LogStore> store;

	private final Clock clock;

	Verification(Ledger ledger, ObjectProvider<LogStore> store, Clock clock) {
		this.ledger = ledger;
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Checks that each object is there and has its size.
	 * @param readData whether to read the contents too and compare their SHA-256
	 * @param share which share of the objects, up to 1; another one each day
	 * @return what was checked and what is wrong
	 */
	public Report verify(boolean readData, double share) {
		LogStore objects = this.store.getObject();
		objects.check();
		Queue<Problem> problems = new ConcurrentLinkedQueue<>();
		AtomicLong checked = new AtomicLong();
		AtomicLong archived = new AtomicLong();
		Semaphore places = new Semaphore(AT_ONCE);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			this.ledger.all().forEach((log) -> {
				archived.incrementAndGet();
				if (isInShare(log, share)) {
					checked.incrementAndGet();
					places.acquireUninterruptibly();
					threads.execute(() -> {
						try {
							check(objects, log, readData).ifPresent(problems::add);
						}
						finally {
							places.release();
						}
					});
				}
			});
		}
		return new Report(archived.get(), checked.get(),
				problems.stream().sorted(Comparator.comparing(Problem::key)).toList());
	}

	/**
	 * The keys are spread evenly by their hash; the day moves the share along, so that
	 * all come round in turn.
	 */
	private boolean isInShare(ArchivedLog log, double share) {
		long width = Math.max(1, Math.round(share * SHARES));
		long day = LocalDate.ofInstant(this.clock.instant(), java.time.ZoneOffset.UTC).toEpochDay();
		return Math.floorMod(log.key().hashCode() - day * width, SHARES) < width;
	}

	private Optional<Problem> check(LogStore objects, ArchivedLog log, boolean readData) {
		ObjectKey key = ObjectKey.parse(log.key()).orElseThrow();
		Optional<StoredObject> object = objects.find(key);
		if (object.isEmpty()) {
			return Optional.of(new Problem("missing", log.key(), "the store has no such object"));
		}
		if (object.get().size() != log.objectSize()) {
			return Optional.of(new Problem("changed", log.key(),
					"the object has %d bytes, the ledger says %d".formatted(object.get().size(), log.objectSize())));
		}
		return readData ? read(objects, key, log) : Optional.empty();
	}

	private static Optional<Problem> read(LogStore objects, ObjectKey key, ArchivedLog log) {
		try (InputStream text = key.compression().decode(objects.open(key));
				DigestInputStream digest = new DigestInputStream(text, MessageDigest.getInstance("SHA-256"))) {
			long size = digest.transferTo(java.io.OutputStream.nullOutputStream());
			String sha256 = HexFormat.of().formatHex(digest.getMessageDigest().digest());
			return (size == log.text().size() && sha256.equals(log.text().sha256())) ? Optional.empty()
					: Optional.of(new Problem("changed", log.key(), "the text is not the one that was archived"));
		}
		catch (IOException | StoreException ex) {
			return Optional.of(new Problem("unreadable", log.key(), String.valueOf(ex.getMessage())));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * What a verification found.
	 *
	 * @param archived how many logs the ledger has
	 * @param checked how many of them were checked
	 * @param problems what is wrong
	 */
	public record Report(long archived, long checked, List<Problem> problems) {
	}

	/**
	 * An object that is not as the ledger says.
	 *
	 * @param kind {@code missing}, {@code changed} or {@code unreadable}
	 * @param key the object's key
	 * @param what what is wrong, for a person
	 */
	public record Problem(String kind, String key, String what) {
	}

}
