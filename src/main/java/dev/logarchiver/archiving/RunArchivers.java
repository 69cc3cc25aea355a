package dev.logarchiver.archiving;

import java.time.Clock;
import java.util.function.Consumer;

import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.coreclaw.download.LogDownloader;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.PrunedLogs;
import dev.logarchiver.ledger.StrayPartials;
import dev.logarchiver.ledger.WorkerHistory;
import dev.logarchiver.store.LogStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes what archives runs, for an execution, for a dry run and for a repair. Platform,
 * store and spool are made only once something needs them.
 */
@Component
public class RunArchivers {

	private final ObjectProvider<CoreClawClient> client;

	private final ObjectProvider<LogDownloader> downloader;

	private final ObjectProvider<LogStore> store;

	private final ObjectProvider<Recordings> recordings;

	private final SourceTexts sources;

	private final Ledger ledger;

	private final PrunedLogs pruned;

	private final WorkerHistory history;

	private final StrayPartials partials;

	private final ArchiveProperties settings;

	private final Clock clock;

	RunArchivers(ObjectProvider<CoreClawClient> client, ObjectProvider<LogDownloader> downloader,
			ObjectProvider<LogStore> store, ObjectProvider<Recordings> recordings, SourceTexts sources, Ledger ledger,
			PrunedLogs pruned, WorkerHistory history, StrayPartials partials, ArchiveProperties settings, Clock clock) {
		this.client = client;
		this.downloader = downloader;
		this.store = store;
		this.recordings = recordings;
		this.sources = sources;
		this.ledger = ledger;
		this.pruned = pruned;
		this.history = history;
		this.partials = partials;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Archives runs.
	 * @param execution the job execution that the objects and rows are to name
	 * @param force how far to go with what is final
	 * @param listener is given what is stored
	 * @return for one step, whose results show whether platform and store are there
	 */
	public RunArchiver archiver(long execution, Force force, Consumer<ArchivedLog> listener) {
		ObjectWriter objects = objects(execution);
		Health health = new Health(this.client.getObject(), objects::probe);
		RunLocator locator = locator(force != Force.NONE);
		LogStorer storer = new LogStorer(fetcher(locator, force), objects, health, listener);
		return new RunArchiver(locator, storer::move, this.ledger, health);
	}

	/**
	 * Archives nothing, and says what an archiver would.
	 * @param force how far it would go with what is final
	 * @return for one dry run
	 */
	public RunArchiver planner(Force force) {
		Health health = new Health(this.client.getObject(), () -> {
		});
		return new RunArchiver(locator(force != Force.NONE),
				(located) -> new RunResult.WouldArchive(located.run().id()), this.ledger, health);
	}

	/**
	 * Downloads archived logs again.
	 * @return for one repair
	 */
	public LogRefetcher refetcher() {
		RunLocator locator = locator(true);
		return new LogRefetcher(locator, fetcher(locator, Force.ALL), this.recordings.getObject(), this.sources);
	}

	/**
	 * Stores logs.
	 * @param execution the job execution that the objects and rows are to name
	 * @return puts them under their keys
	 */
	public ObjectWriter objects(long execution) {
		return new ObjectWriter(this.store.getObject(), this.recordings.getObject().spool(), this.partials,
				this.sources, this.clock, execution);
	}

	/**
	 * Lists runs.
	 * @param archived which logs count as archived
	 * @return for one step
	 */
	public RunLister lister(RunLister.Archived archived) {
		return new RunLister(this.client.getObject(), this.history, archived);
	}

	/**
	 * By which rules secrets are taken out of texts.
	 * @return a digest of the rules; null where none are
	 */
	public @Nullable String rules() {
		return this.recordings.getObject().rules();
	}

	/**
	 * The rule of what counts as final.
	 * @return by the platform's clock
	 */
	public Finality finality() {
		return new Finality(this.client.getObject()::time, this.settings.settleAfter());
	}

	private RunLocator locator(boolean force) {
		return new RunLocator(this.client.getObject(), this.ledger, this.pruned, finality(), force);
	}

	private RunLogFetcher fetcher(RunLocator locator, Force force) {
		return new RunLogFetcher(this.client.getObject(), this.downloader.getObject(), locator,
				this.recordings.getObject(), new TextJudge(finality(), this.sources, force));
	}

}
