package dev.logarchiver.survey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.ledger.PendingRun;
import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a survey shows, by the listed Workers that they belong to.
 *
 * @param runs the runs of each
 * @param unreadable the Workers with entries that can't be read: they are asked
 * @param foreign slugs that turned out to belong to no listed Worker
 * @param problem why every Worker is to be asked; null when the survey can be used
 */
record ListedNews(Map<Owner, List<Run>> runs, Set<WorkerId> unreadable, Set<String> foreign, @Nullable String problem) {

	/**
	 * Sorts what a survey shows.
	 * @param owners the listed Workers of each slug
	 * @param foreign slugs that turned out to belong to no listed Worker
	 */
	static ListedNews of(Complete survey, Map<String, List<Owner>> owners, Set<String> foreign) {
		Map<Owner, List<Run>> runs = new LinkedHashMap<>();
		for (Run run : survey.runs()) {
			owners.getOrDefault(run.scraper(), List.of())
				.forEach((owner) -> runs.computeIfAbsent(owner, (_) -> new ArrayList<>()).add(run));
		}
		Set<WorkerId> unreadable = survey.unreadable()
			.stream()
			.flatMap((slug) -> owners.getOrDefault(slug, List.of()).stream())
			.map(Owner::worker)
			.collect(Collectors.toSet());
		return new ListedNews(runs, unreadable, foreign, null);
	}

	static ListedNews unusable(String problem, Set<String> foreign) {
		return new ListedNews(Map.of(), Set.of(), foreign, problem);
	}

	/**
	 * Makes what is new pending, within the transaction that moves the marks.
	 * @param survey when the survey began
	 * @param instance the job instance, which asks the Workers with unreadable entries
	 * @return how many Workers have new runs
	 */
	long record(SurveyLedger ledger, Instant survey, long instance) {
		Set<WorkerId> news = addPending(ledger);
		ledger.workers().addNews(news, survey);
		ledger.workers().ask(instance, this.unreadable);
		return news.size();
	}

	/**
	 * Makes what is new pending, within a transaction.
	 * @return the Workers with new runs
	 */
	Set<WorkerId> addPending(SurveyLedger ledger) {
		Set<WorkerId> news = new HashSet<>();
		this.runs.entrySet()
			.stream()
			.sorted(Comparator.comparing((of) -> of.getKey().worker().value()))
			.forEach((of) -> {
				if (ledger.pending().add(pending(ledger, of.getKey(), of.getValue())) > 0) {
					news.add(of.getKey().worker());
				}
			});
		return news;
	}

	/** The runs that are new to the ledger, by their Workers. */
	Map<WorkerId, List<RunId>> newRuns(SurveyLedger ledger) {
		Map<WorkerId, List<RunId>> found = new HashMap<>();
		this.runs.forEach((owner, listed) -> {
			List<RunId> pending = pending(ledger, owner, listed).stream().map((run) -> run.run().id()).toList();
			if (!pending.isEmpty()) {
				found.put(owner.worker(), pending);
			}
		});
		return found;
	}

	/** The Workers with runs that are not archived for good. */
	Set<WorkerId> unfinished(SurveyLedger ledger) {
		return this.runs.entrySet()
			.stream()
			.filter((of) -> !ledger.history()
				.archived(of.getKey().worker(), of.getValue().stream().map(Run::id).toList(), true)
				.containsAll(of.getValue().stream().map(Run::id).toList()))
			.map((of) -> of.getKey().worker())
			.collect(Collectors.toSet());
	}

	/** What is archived but not final yet is looked at by its ID anyway. */
	private static List<PendingRun> pending(SurveyLedger ledger, Owner owner, List<Run> runs) {
		List<Run> wanted = runs.stream().filter((run) -> isWanted(run, owner.wantedFrom())).toList();
		Set<RunId> archived = ledger.history().archived(owner.worker(), wanted.stream().map(Run::id).toList(), false);
		return wanted.stream()
			.filter((run) -> !archived.contains(run.id()))
			.sorted(Comparator.comparing((run) -> run.id().value()))
			.map((run) -> Survey.pending(owner.worker(), run))
			.toList();
	}

	/** The platform filters by whole seconds, and so does a Worker's own listing. */
	private static boolean isWanted(Run run, @Nullable Instant from) {
		return from == null
				|| run.createdAt().filter((time) -> time.isBefore(from.truncatedTo(ChronoUnit.SECONDS))).isEmpty();
	}

}
