package dev.logarchiver.intake;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.run.Shard;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Which Workers a user wants, part by part. Each part goes with the option or setting
 * that it was given by, to be named where something is wrong with it.
 */
public final class Selection {

	private final List<Source> named = new ArrayList<>();

	private final List<NamedInput> files = new ArrayList<>();

	private final List<Source> accounts = new ArrayList<>();

	private final List<Exclusion> exclusions = new ArrayList<>();

	private @Nullable Shard shard;

	/**
	 * Adds Workers that are named one by one; they come first in the list.
	 * @param ids the IDs as they were written
	 * @param givenBy what they were given by
	 * @return this selection
	 */
	public Selection workers(List<String> ids, String givenBy) {
		if (!ids.isEmpty()) {
			List<String> named = List.copyOf(ids);
			this.named.add(new NamedWorkers(() -> named, givenBy, givenBy));
		}
		return this;
	}

	/**
	 * Adds files that list IDs.
	 * @param names their names, {@code -} for standard input
	 * @param givenBy what they were given by
	 * @return this selection
	 */
	public Selection files(List<String> names, String givenBy) {
		names.forEach((name) -> this.files.add(new NamedInput(name, givenBy)));
		return this;
	}

	/**
	 * Adds the Workers of the account.
	 * @param account asks the platform for all their IDs; is called once the list is gone
	 * through, and only once
	 * @param givenBy what they were asked for by
	 * @return this selection
	 */
	public Selection account(Supplier<List<String>> account, String givenBy) {
		Supplier<List<String>> once = SingletonSupplier.of(() -> List.copyOf(account.get()));
		this.accounts.add(new NamedWorkers(once, givenBy, "the account (" + givenBy + ")"));
		return this;
	}

	/**
	 * Leaves Workers out, whatever lists them.
	 * @param patterns IDs, with {@code *} for any characters and {@code ?} for one
	 * @param givenBy what they were given by
	 * @return this selection
	 * @throws ConfigurationException if one is not such a pattern
	 */
	public Selection exclude(List<String> patterns, String givenBy) {
		patterns.forEach((pattern) -> this.exclusions.add(new Exclusion(pattern.strip(), givenBy)));
		return this;
	}

	/**
	 * Leaves out what is another shard's.
	 * @param shard the shard; null for the whole list
	 * @return this selection
	 */
	public Selection shard(@Nullable Shard shard) {
		this.shard = shard;
		return this;
	}

	/**
	 * Opens the list, and reads what is on this machine once, to see that it can be read.
	 * Standard input is copied, so that it can be read again; the copy goes with the
	 * list's {@link WorkerList#close()}, or with the process.
	 * @param standardInput where {@code -} reads from; is not closed
	 * @param scratch the directory for the copy; created at need
	 * @return the list
	 * @throws ConfigurationException if there is nothing in the list, or a file can't be
	 * read or isn't in its format
	 */
	public WorkerList open(InputStream standardInput, Path scratch) {
		if (this.named.isEmpty() && this.files.isEmpty() && this.accounts.isEmpty()) {
			throw new ConfigurationException("No Workers: give --workers FILE, --worker ID or --all-workers, or set "
					+ "archiver.workers.* in a --config file");
		}
		requireStandardInputOnce();
		WorkerList list = new WorkerList(new Exclusions(this.exclusions), this.shard);
		try {
			this.named.forEach(list::add);
			this.files.forEach((file) -> list.add(ListFile.open(file, standardInput, scratch)));
			if (this.accounts.isEmpty()) {
				list.forEach((_) -> {
				});
			}
			else {
				list.check();
				this.accounts.forEach(list::add);
			}
			return list;
		}
		catch (RuntimeException | Error ex) {
			list.close();
			throw ex;
		}
	}

	private void requireStandardInputOnce() {
		List<NamedInput> inputs = this.files.stream().filter(NamedInput::isStandardInput).toList();
		if (inputs.size() > 1) {
			throw new ConfigurationException(
					inputs.getLast().by() + " - is given twice: standard input can be listed only once");
		}
	}

}
