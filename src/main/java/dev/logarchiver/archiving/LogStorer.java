package dev.logarchiver.archiving;

import java.util.function.Consumer;

import dev.logarchiver.archiving.Fetch.Confirmed;
import dev.logarchiver.archiving.Fetch.Nothing;
import dev.logarchiver.archiving.Location.Located;
import dev.logarchiver.archiving.RunResult.Failed;
import dev.logarchiver.archiving.RunResult.Stored;
import dev.logarchiver.failure.StoreException;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.store.spool.SpooledLog;

/**
 * Moves a log from the platform to the store. A store that refuses one object fails that
 * run only.
 *
 * @param fetcher downloads it
 * @param objects stores it
 * @param health takes notice of what the store does
 * @param listener is given what is stored
 */
record LogStorer(RunLogFetcher fetcher, ObjectWriter objects, Health health, Consumer<ArchivedLog> listener) {

	RunResult move(Located located) {
		return switch (this.fetcher.fetch(located)) {
			case Nothing nothing -> nothing.result();
			case FetchedLog fetched -> store(fetched);
			case Confirmed confirmed -> confirm(confirmed);
		};
	}

	/**
	 * When the partial object is not what it was, the log is downloaded again: the
	 * platform may still have it.
	 */
	private RunResult confirm(Confirmed confirmed) {
		FetchedLog read;
		try {
			read = this.objects.read(confirmed);
		}
		catch (StoreException ex) {
			return switch (anew(confirmed)) {
				case FetchedLog fetched -> store(fetched);
				case Nothing(Failed failed) -> failed.because(ex);
				case Nothing nothing -> nothing.result();
				case Confirmed _ -> throw new IllegalStateException("Nothing was there to confirm", ex);
			};
		}
		return store(read);
	}

	private Fetch anew(Confirmed confirmed) {
		return this.health.within(confirmed.run()::id, () -> this.fetcher.anew(confirmed), Nothing::new);
	}

	private RunResult store(FetchedLog fetched) {
		try (SpooledLog _ = fetched.text()) {
			ArchivedLog log = this.objects.store(fetched);
			this.listener.accept(log);
			this.health.stored();
			return new Stored(log);
		}
		catch (StoreException ex) {
			return this.health.failed(fetched.run().id(), ex);
		}
	}

}
