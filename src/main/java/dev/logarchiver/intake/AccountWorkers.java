package dev.logarchiver.intake;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * All Workers that the platform lists. It is asked when the entries are wanted first, so
 * that whoever turns out to need no list doesn't wait for one.
 */
final class AccountWorkers implements Source {

	private final Supplier<List<String>> account;

	private final Origin origin;

	private @Nullable List<String> workers;

	AccountWorkers(Supplier<List<String>> account, String givenBy) {
		this.account = account;
		this.origin = new Origin(givenBy, 0);
	}

	@Override
	public void forEach(Consumer<? super ListEntry> consumer) {
		workers().forEach((worker) -> consumer.accept(new Candidate(worker, this.origin).entry()));
	}

	private List<String> workers() {
		List<String> listed = this.workers;
		if (listed == null) {
			listed = List.copyOf(this.account.get());
			this.workers = listed;
		}
		return listed;
	}

	@Override
	public String description() {
		return "the account (" + this.origin.source() + ")";
	}

	@Override
	public void close() {
		// holds nothing open
	}

}
