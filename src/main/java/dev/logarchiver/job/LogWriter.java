package dev.logarchiver.job;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.logarchiver.job.Finding.Confirmed;
import dev.logarchiver.job.Finding.Fetched;
import dev.logarchiver.job.Finding.Settled;
import dev.logarchiver.job.Finding.Source;
import dev.logarchiver.job.RunResult.Failed;
import dev.logarchiver.job.RunResult.Stored;
import dev.logarchiver.ledger.ArchivedLog;
import dev.logarchiver.ledger.ArchivedLog.TextDigest;
import dev.logarchiver.ledger.FailedWorker;
import dev.logarchiver.ledger.Failures;
import dev.logarchiver.ledger.Ledger;
import dev.logarchiver.ledger.ListedWorker;
import dev.logarchiver.run.RunId;
import dev.logarchiver.store.LogText;
import dev.logarchiver.store.StoreException;

import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Stores what the processor fetched, by as many threads as call, and then records it in
 * the ledger: object first, row second.
 */
class LogWriter implements ItemWriter<WorkerResult> {

	private final ObjectWriter objects;

	private final Ledger ledger;

	private final Failures failures;

	private final Clock clock;

	private final long instance;

	private final long execution;

	LogWriter(ObjectWriter objects, Ledger ledger, Failures failures, Clock clock, long instance, long execution) {
		this.objects = objects;
		this.ledger = ledger;
		this.failures = failures;
		this.clock = clock;
		this.instance = instance;
		this.execution = execution;
	}

	/**
	 * Stores the objects of one Worker. A store that refuses one object fails that Worker
	 * only.
	 * @param item the entry of the list
	 * @param findings what the processor found out
	 * @return the Worker's result, still to be recorded
	 */
	WorkerResult store(ListedWorker item, List<Finding> findings) {
		List<RunResult> results = new ArrayList<>();
		for (Finding finding : findings) {
			results.add(switch (finding) {
				case Settled settled -> settled.result();
				case Fetched fetched -> store(fetched);
				case Confirmed confirmed -> guarded(confirmed.run().id(), () -> this.objects.confirm(confirmed));
			});
		}
		return new WorkerResult(item, results);
	}

	private RunResult store(Fetched fetched) {
		try (LogText _ = fetched.text()) {
			return guarded(fetched.run().id(), () -> this.objects.store(fetched));
		}
	}

	private static RunResult guarded(RunId run, java.util.function.Supplier<ArchivedLog> work) {
		try {
			return new Stored(work.get());
		}
		catch (StoreException ex) {
			return new Failed(run, ex.code(), String.valueOf(ex.getMessage()), null);
		}
	}

	@Override
	public void write(Chunk<? extends WorkerResult> chunk) {
		List<ArchivedLog> archived = new ArrayList<>();
		List<FailedWorker> failed = new ArrayList<>();
		for (WorkerResult result : chunk) {
			archived.addAll(result.archived());
			result.failure(this.clock.instant()).ifPresent(failed::add);
		}
		this.ledger.record(archived);
		this.failures.record(this.instance, this.execution, failed);
	}

}
