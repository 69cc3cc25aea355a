package dev.logarchiver.survey;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * What the account's listing shows of a month.
 *
 * @param number the month's place in the range, from 0 on
 * @param runs the runs that are wanted, of each Worker of which it shows any
 * @param foreign slugs that turned out to be no listed Worker's
 * @param calls how many calls of the API it took
 * @param problem why each Worker is to be asked for this month; null when the listing can
 * be used
 */
public record AccountMonth(int number, Map<Owner, List<Run>> runs, Set<String> foreign, int calls,
		@Nullable String problem) {

	public static AccountMonth unusable(int number, String problem, int calls) {
		return new AccountMonth(number, Map.of(), Set.of(), calls, problem);
	}

	public boolean isUsable() {
		return this.problem == null;
	}

}
