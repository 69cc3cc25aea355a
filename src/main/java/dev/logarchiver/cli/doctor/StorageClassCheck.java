package dev.logarchiver.cli.doctor;

import java.util.Locale;
import java.util.function.BiFunction;

import dev.logarchiver.ledger.ObjectSizes;
import dev.logarchiver.run.Units;
import dev.logarchiver.store.StoreProperties;

/**
 * What a cheaper storage class comes to: it bills an object as 128 KB at least, and for
 * 30 days at least, so that small logs get dearer by it.
 */
public final class StorageClassCheck {

	/** In bytes. */
	private static final long LEAST_BILLED = 128 * 1024;

	private static final String RULE = "cheaper classes bill each object as 128 KB at least, and for 30 days at least";

	private StorageClassCheck() {
	}

	/**
	 * Does the arithmetic.
	 * @param settings the settings, with a storage class
	 * @param ledger measures the logs that are there: above a size, and as billed at
	 * least
	 */
	public static CheckResult examine(StoreProperties.S3 settings, BiFunction<Long, Long, ObjectSizes> ledger) {
		long above = settings.storageClassAbove().toBytes();
		ObjectSizes sizes = ledger.apply(above, LEAST_BILLED);
		StringBuilder text = new StringBuilder(
				settings.storageClass() + " for logs above " + above / 1024 + " KB as stored; " + RULE);
		if (sizes.logs() > 0) {
			text.append(". Of ")
				.append(Units.count(sizes.logs(), "log"))
				.append(" in the ledger, ")
				.append(sizes.large())
				.append(" would get it: ")
				.append(billed(sizes.largeBytes(), sizes.largeBilled()))
				.append("; if all got it: ")
				.append(billed(sizes.bytes(), sizes.billed()));
		}
		return (above >= LEAST_BILLED) ? CheckResult.good("storage class", text.toString())
				: CheckResult.note("storage class", text.toString(),
						"set archiver.store.s3.storage-class-above to 128KB or more, so that no log is billed as more "
								+ "than it is");
	}

	private static String billed(long bytes, long billed) {
		String times = (bytes > 0) ? String.format(Locale.ROOT, ", %.1f times as much", (double) billed / bytes) : "";
		return Units.size(bytes) + " billed as " + Units.size(billed) + times;
	}

}
