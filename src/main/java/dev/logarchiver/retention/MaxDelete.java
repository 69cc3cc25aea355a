package dev.logarchiver.retention;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.failure.Printable;

/**
 * How much may be pruned at once: a guard against a slip in the rules.
 *
 * @param number so many logs, or so many of a hundred
 * @param isShare whether it is a share
 */
public record MaxDelete(long number, boolean isShare) {

	private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(%?)");

	private static final int ALL = 100;

	public MaxDelete {
		if (number < 0 || (isShare && number > ALL)) {
			throw new IllegalArgumentException(number + (isShare ? "%" : "") + " is not a part of the logs");
		}
	}

	/**
	 * Reads a limit.
	 * @param text such as {@code 20%} or {@code 500}
	 * @throws IllegalArgumentException if it is none
	 */
	public static MaxDelete parse(String text) {
		Matcher written = WRITTEN.matcher(text.strip());
		if (!written.matches() || (!written.group(2).isEmpty() && Long.parseLong(written.group(1)) > ALL)) {
			throw new IllegalArgumentException("'" + Printable.escape(text)
					+ "' is neither a share nor a number of logs: give one, such as 20% or 500");
		}
		return new MaxDelete(Long.parseLong(written.group(1)), !written.group(2).isEmpty());
	}

	/**
	 * What is wrong with pruning so much.
	 * @return the problem; empty where it may be done
	 */
	public Optional<String> problem(PruneSummary plan) {
		long pruned = plan.pruned().logs();
		long all = plan.all().logs();
		boolean beyond = this.isShare ? pruned * ALL > all * this.number : pruned > this.number;
		return beyond ? Optional.of("%d of %d archived logs (%d%%) would be pruned, and --max-delete is %s"
			.formatted(pruned, all, pruned * ALL / all, this)) : Optional.empty();
	}

	/**
	 * Refuses to prune so much.
	 * @throws ConfigurationException if it is more than the limit
	 */
	public void require(PruneSummary plan) {
		problem(plan).ifPresent((problem) -> {
			throw new ConfigurationException(problem,
					"nothing was deleted; look at 'prune --dry-run', and if that is what you mean, give a greater one, "
							+ "such as --max-delete " + plan.pruned().logs(),
					null);
		});
	}

	@Override
	public String toString() {
		return this.number + (this.isShare ? "%" : "");
	}

}
