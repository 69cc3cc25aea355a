package dev.logarchiver.survey;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountRuns.Contradictory;
import dev.logarchiver.coreclaw.AccountRuns.Unavailable;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.coreclaw.ListingWindow;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.execution.RunSpan;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.survey.SurveySource;
import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;

/**
 * Lists the account month by month, and the months of some Workers by themselves as a
 * check: what an account's listing doesn't show, nothing looks for any more. For one
 * backfill. Safe for use by many threads, which list one month after the other.
 */
final class AccountMonths {

	/** Of so many Workers, one is asked for itself. */
	private static final int CHECKED = 100;

	private static final int MOST_CHECKED = 200;

	private final CoreClawClient client;

	private final Sources sources;

	private final SurveyProperties settings;

	private final PlatformTime time;

	private final SurveySource source;

	private final Scope scope;

	private final MonthCheck check;

	/** Slugs of runs that nobody knows: looked up once. */
	private final Set<String> unknown = new HashSet<>();

	AccountMonths(Sources sources, SurveyProperties settings, PlatformTime time, SurveySource source, Scope scope) {
		this.client = sources.client();
		this.sources = sources;
		this.settings = settings;
		this.time = time;
		this.source = source;
		this.scope = scope;
		this.check = new MonthCheck(this.client);
	}

	/**
	 * Lists a month.
	 * @param number the month's place in the range
	 * @throws CoreClawException if the key is rejected
	 */
	synchronized AccountMonth list(int number) {
		ListingWindow window = this.scope.span().windows().get(number);
		int pages = Math.min(this.settings.maxPages(), this.scope.known().cardinality());
		return switch (this.client.accountRuns(window, pages)) {
			case Complete complete -> month(number, window, complete, pages);
			case Contradictory contradictory ->
				AccountMonth.unusable(number, contradictory.reason(), contradictory.calls());
			case Unavailable unavailable -> AccountMonth.unusable(number, unavailable.reason(), unavailable.calls());
		};
	}

	private AccountMonth month(int number, ListingWindow window, Complete complete, int pages) {
		if (complete.runs().stream().anyMatch((run) -> this.unknown.contains(run.scraper()))) {
			return AccountMonth.unusable(number, "nobody knows whose some runs are", complete.calls());
		}
		ListedNews listed = this.sources.account().news(this.source, this.scope.list(), complete, this.time.now());
		if (listed.problem() != null) {
			this.unknown.addAll(listed.foreign());
			return AccountMonth.unusable(number, listed.problem(), complete.calls());
		}
		if (!listed.unreadable().isEmpty()) {
			return AccountMonth.unusable(number, "the platform lists something that is not a run", complete.calls());
		}
		MonthCheck.Result check = this.check.look(sample(number), window, complete, listed);
		int calls = complete.calls() + check.calls();
		return (check.problem() != null) ? AccountMonth.unusable(number, check.problem(), calls)
				: wanted(number, window, listed, calls, pages);
	}

	/** Others each month. */
	private List<ListedWorker> sample(int number) {
		int[] entries = this.scope.known().stream().toArray();
		int wanted = Math.min(MOST_CHECKED, Math.ceilDiv(entries.length, CHECKED));
		return this.sources.lists()
			.entries(this.scope.list(),
					IntStream.range(0, wanted)
						.mapToObj((i) -> (long) entries[(i * (entries.length / wanted) + number) % entries.length])
						.toList());
	}

	/**
	 * Leaves out what isn't wanted, and what the platform filed behind the end of the
	 * range.
	 */
	private AccountMonth wanted(int number, ListingWindow window, ListedNews listed, int calls, int pages) {
		Map<Owner, List<Run>> runs = new HashMap<>();
		listed.runs().forEach((owner, all) -> {
			if (this.scope.known().get(Math.toIntExact(owner.entry()))) {
				runs.put(owner, all.stream().filter(this.scope.span()::wants).toList());
			}
		});
		Optional<ListingWindow> behindRange = this.scope.span().behind(window);
		boolean certain = runs.values().stream().flatMap(List::stream).allMatch(this.scope.span()::surelyCovers);
		if (behindRange.isEmpty() || certain) {
			return new AccountMonth(number, runs, listed.foreign(), calls, null);
		}
		return switch (this.client.accountRuns(behindRange.get(), pages)) {
			case Complete beyond -> {
				Set<RunId> behind = beyond.runs().stream().map(Run::id).collect(Collectors.toSet());
				runs.replaceAll((_, all) -> all.stream()
					.filter((run) -> this.scope.span().surelyCovers(run) || !behind.contains(run.id()))
					.toList());
				yield new AccountMonth(number, runs, listed.foreign(), calls + beyond.calls(), null);
			}
			case Contradictory contradictory ->
				AccountMonth.unusable(number, contradictory.reason(), calls + contradictory.calls());
			case Unavailable unavailable ->
				AccountMonth.unusable(number, unavailable.reason(), calls + unavailable.calls());
		};
	}

	/**
	 * What it asks.
	 */
	record Sources(CoreClawClient client, Account account, WorkerLists lists) {
	}

	/**
	 * What is to be listed.
	 *
	 * @param list the kept list
	 * @param span the range and the states
	 * @param known the entries of the list whose slug was known before the first month
	 */
	record Scope(long list, RunSpan span, BitSet known) {
	}

}
