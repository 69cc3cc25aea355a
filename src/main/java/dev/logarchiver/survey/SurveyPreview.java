package dev.logarchiver.survey;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.logarchiver.coreclaw.AccountRuns.Complete;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.PlatformTime;
import dev.logarchiver.intake.ListEntry.Listed;
import dev.logarchiver.intake.WorkerList;
import dev.logarchiver.ledger.WorkerLists;
import dev.logarchiver.ledger.WorkerLists.KeptList;
import dev.logarchiver.ledger.survey.SurveyMarks.Marks;
import dev.logarchiver.ledger.survey.SurveySource;
import dev.logarchiver.ledger.survey.SurveyedEntry;
import dev.logarchiver.ledger.survey.SurveyedList.Asking;
import dev.logarchiver.run.RunId;
import dev.logarchiver.run.WorkerId;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes a survey for a dry run: the ledger is read and stays as it is. Unlike an
 * execution it asks nobody as a check.
 */
@Component
public class SurveyPreview {

	/** With more Workers to ask than this there is little to spare. */
	private static final int MANY = 10_000;

	private static final int PAGE = 500;

	/** No job instance has this number. */
	private static final long NOBODY = -1;

	private final ObjectProvider<CoreClawClient> client;

	private final WorkerLists lists;

	private final SurveyLedger ledger;

	private final Account account;

	private final SurveyProperties settings;

	private final Clock clock;

	SurveyPreview(ObjectProvider<CoreClawClient> client, WorkerLists lists, SurveyLedger ledger, Account account,
			SurveyProperties settings, Clock clock) {
		this.client = client;
		this.lists = lists;
		this.ledger = ledger;
		this.account = account;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Asks the platform once what is new.
	 * @param workers the list
	 * @return what an execution would find; empty if it asked every Worker
	 * @throws dev.logarchiver.coreclaw.CoreClawException if the key is rejected
	 */
	public Optional<Foreseen> of(WorkerList workers) {
		if (!this.settings.enabled()) {
			return Optional.empty();
		}
		Optional<KeptList> list = this.lists.kept(workers)
			.filter((kept) -> kept.entries() >= this.settings.minWorkers());
		Optional<SurveySource> source = this.account.knownSource();
		return (list.isPresent() && source.isPresent() && !this.account.isOff(source.get()))
				? survey(source.get(), list.get().listId()) : Optional.empty();
	}

	private Optional<Foreseen> survey(SurveySource source, long list) {
		Marks marks = this.ledger.marks().marks(source.id(), list);
		if (marks.workers() < this.settings.minWorkers()) {
			return Optional.empty();
		}
		Instant oldest = marks.oldest();
		if (this.client.getObject()
			.accountRuns(oldest.minus(this.settings.overlap()), this.settings.maxPages()) instanceof Complete complete
				&& complete.beganAt() != null) {
			Asking asking = new Asking(source.id(), list, NOBODY, marks.after(oldest, complete.beganAt()).from(),
					new PlatformTime(this.client.getObject(), this.clock).now());
			return this.account.knownNews(source, list, complete).flatMap((news) -> foreseen(asking, news));
		}
		return Optional.empty();
	}

	private Optional<Foreseen> foreseen(Asking asking, ListedNews news) {
		Set<WorkerId> asked = new HashSet<>(this.ledger.unfinished(asking));
		asked.addAll(news.unreadable());
		long after = 0;
		while (asked.size() <= MANY) {
			List<SurveyedEntry> page = this.ledger.list().toAsk(asking, after, after, PAGE);
			if (page.isEmpty()) {
				break;
			}
			page.forEach((entry) -> {
				if (entry.listed().entry() instanceof Listed listed) {
					asked.add(listed.worker());
				}
			});
			after = page.getLast().listed().number();
		}
		List<WorkerId> withoutRun = this.ledger.list().neverRan(asking.list(), MANY + 1);
		return (asked.size() > MANY || withoutRun.size() > MANY) ? Optional.empty()
				: Optional.of(new Foreseen(asked, news.newRuns(this.ledger), Set.copyOf(withoutRun)));
	}

	/**
	 * What an execution would find.
	 *
	 * @param asked the Workers that it asks, or of which something is unfinished
	 * @param news new runs of others
	 * @param withoutRun the Workers that never ran
	 */
	public record Foreseen(Set<WorkerId> asked, Map<WorkerId, List<RunId>> news, Set<WorkerId> withoutRun) {
	}

}
