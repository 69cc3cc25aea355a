package dev.logarchiver.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.AccountWorker;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.CoreClawException;
import dev.logarchiver.failure.Printable;
import dev.logarchiver.ledger.survey.SurveySource;
import dev.logarchiver.ledger.survey.WorkerSlugs.Owner;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds out which Workers the runs that a survey shows belong to. */
@Component
class Account {

	private static final Log logger = LogFactory.getLog(Account.class);

	/**
	 * With so many Workers of unknown slug, reading the account's list of Workers pays.
	 */
	static final int MANY_UNKNOWN = 10;

	private static final Duration LOOK_AGAIN_AFTER = Duration.ofDays(1);

	private final ObjectProvider<CoreClawClient> client;

	private final SurveyLedger ledger;

	private final TransactionTemplate transaction;

	Account(ObjectProvider<CoreClawClient> client, SurveyLedger ledger, PlatformTransactionManager transactions) {
		this.client = client;
		this.ledger = ledger;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** The platform and key that are called, as surveys know them. */
	SurveySource source() {
		return this.ledger.sources().of(this.client.getObject().source());
	}

	/** The same, where the ledger knows it. */
	Optional<SurveySource> knownSource() {
		return this.ledger.sources().find(this.client.getObject().source());
	}

	/**
	 * Whether no surveys are made, by the platform's clock: this machine's may be ahead
	 * of it.
	 * @throws CoreClawException if the key is rejected
	 */
	boolean isOff(SurveySource source) {
		if (source.offUntil() == null) {
			return false;
		}
		CoreClawClient platform = this.client.getObject();
		if (platform.time().isEmpty()) {
			try {
				platform.checkKey();
			}
			catch (CoreClawException ex) {
				if (ex.kind() == CoreClawException.Kind.KEY_REJECTED) {
					throw ex;
				}
			}
		}
		return platform.time().filter((now) -> !now.isBefore(source.offUntil())).isEmpty();
	}

	/**
	 * Learns slugs from the account's list of Workers when many are missing, at most once
	 * a day.
	 * @param asked whether asking the Workers comes first, which teaches most of them
	 * @return whether the list was read
	 */
	boolean learnMissing(SurveySource source, long list, boolean asked, Instant now) {
		Instant read = source.workersReadAt();
		boolean missing = (read == null || read.plus(LOOK_AGAIN_AFTER).isBefore(now))
				&& this.ledger.slugs().unknown(list, asked) >= MANY_UNKNOWN;
		return missing && read(source, now).isPresent();
	}

	/**
	 * Sorts what a survey shows by the Workers of a list.
	 * @param source whom it asked
	 * @param list the list
	 * @param survey what it shows
	 * @param now the time
	 * @return the runs of each Worker, or why every Worker is to be asked
	 */
	ListedNews news(SurveySource source, long list, Complete survey, Instant now) {
		if (isUnnamed(survey)) {
			return ListedNews.unusable("the platform lists runs without naming their Workers", Set.of());
		}
		Set<String> slugs = slugs(survey);
		Map<String, List<Owner>> owners = this.ledger.slugs().owners(list, slugs);
		Set<String> unknown = unknown(source, slugs, owners);
		Set<String> foreign = new HashSet<>();
		if (!unknown.isEmpty()) {
			Optional<Set<String>> known = read(source, now);
			if (known.isEmpty()) {
				return ListedNews.unusable(
						"the platform lists runs of unknown Workers, and its list of Workers can't be read", Set.of());
			}
			owners = this.ledger.slugs().owners(list, slugs);
			foreign.addAll(without(unknown, owners.keySet()));
			Set<String> nobodys = without(foreign, known.get());
			if (!nobodys.isEmpty()) {
				return ListedNews.unusable("the platform lists runs of the Worker '"
						+ Printable.escape(nobodys.iterator().next()) + "', which is not among the account's Workers",
						foreign);
			}
		}
		return ListedNews.of(survey, owners, foreign);
	}

	/**
	 * The same without reading the account's list of Workers.
	 * @return the runs of each Worker; empty if some may be anybody's
	 */
	Optional<ListedNews> knownNews(SurveySource source, long list, Complete survey) {
		Set<String> slugs = slugs(survey);
		Map<String, List<Owner>> owners = this.ledger.slugs().owners(list, slugs);
		return (isUnnamed(survey) || !unknown(source, slugs, owners).isEmpty()) ? Optional.empty()
				: Optional.of(ListedNews.of(survey, owners, Set.of()));
	}

	private static boolean isUnnamed(Complete survey) {
		return survey.unreadable().contains("") || survey.runs().stream().anyMatch((run) -> run.scraper() == null);
	}

	private static Set<String> slugs(Complete survey) {
		Set<String> slugs = new TreeSet<>(survey.unreadable());
		survey.runs().forEach((run) -> slugs.add(String.valueOf(run.scraper())));
		return slugs;
	}

	private Set<String> unknown(SurveySource source, Set<String> slugs, Map<String, List<Owner>> owners) {
		Set<String> unknown = without(slugs, owners.keySet());
		unknown.removeAll(this.ledger.sources().foreign(source.id(), unknown));
		return unknown;
	}

	private static Set<String> without(Set<String> slugs, Set<String> others) {
		Set<String> left = new TreeSet<>(slugs);
		left.removeAll(others);
		return left;
	}

	/**
	 * Reads the account's list of Workers, and learns their slugs.
	 * @return all slugs; empty if the list can't be read
	 * @throws CoreClawException if the key is rejected
	 */
	Optional<Set<String>> read(SurveySource source, Instant now) {
		try {
			Map<String, String> slugs = new HashMap<>();
			List<AccountWorker> workers = this.client.getObject().accountWorkers();
			for (AccountWorker worker : workers) {
				slugs.put(worker.slug(), worker.slug());
				worker.path().ifPresent((path) -> slugs.put(path.value(), worker.slug()));
			}
			this.transaction.executeWithoutResult((_) -> {
				this.ledger.sources().takeTurn();
				slugs.entrySet()
					.stream()
					.sorted(Map.Entry.comparingByKey())
					.forEach((entry) -> this.ledger.slugs().learn(entry.getKey(), entry.getValue(), now));
				this.ledger.sources().workersRead(source.id(), now);
			});
			return Optional.of(workers.stream().map(AccountWorker::slug).collect(Collectors.toSet()));
		}
		catch (CoreClawException ex) {
			if (ex.kind() == CoreClawException.Kind.KEY_REJECTED) {
				throw ex;
			}
			logger.debug("The account's list of Workers can't be read: " + ex.getMessage());
			this.ledger.sources().workersRead(source.id(), now);
			return Optional.empty();
		}
	}

}
