package dev.logarchiver.job;

import dev.logarchiver.archiving.RunArchivers;
import dev.logarchiver.audit.Ownership;
import dev.logarchiver.coreclaw.CoreClawClient;
import dev.logarchiver.execution.Parameters;
import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.ledger.KnownWorkers;
import dev.logarchiver.store.LogStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What must hold before an execution starts: a key, and a store that is there and belongs
 * to the ledger.
 */
@Component
class Prerequisites {

	private final ObjectProvider<CoreClawClient> client;

	private final ObjectProvider<LogStore> store;

	private final Ownership ownership;

	private final KnownWorkers knownWorkers;

	private final RunArchivers archivers;

	Prerequisites(ObjectProvider<CoreClawClient> client, ObjectProvider<LogStore> store, Ownership ownership,
			KnownWorkers knownWorkers, RunArchivers archivers) {
		this.client = client;
		this.store = store;
		this.ownership = ownership;
		this.knownWorkers = knownWorkers;
		this.archivers = archivers;
	}

	/**
	 * Makes sure that there is an API key where one is needed.
	 * @throws dev.logarchiver.failure.ConfigurationException if there is none
	 */
	void requireKey(Parameters parameters) {
		if (!parameters.prunes()) {
			this.client.getObject();
		}
	}

	/**
	 * Makes sure that there is something to redact by: an execution that is resumed may
	 * have been started with other settings.
	 * @return a digest of the rules
	 */
	String requireRules() {
		String rules = this.archivers.rules();
		if (rules == null) {
			throw new ConfigurationException("The execution redacts anew, but there is nothing to look for",
					"set archiver.redact.rules or archiver.redact.values-file as it was when it was started", null);
		}
		return rules;
	}

	/**
	 * Makes sure of all, once the Workers are known: from then on no run of theirs may be
	 * missed, even if nothing else of the execution comes about, because the store is out
	 * of reach or the process is killed.
	 * @param parameters what the execution is started with
	 */
	void require(Parameters parameters) {
		requireKey(parameters);
		if (parameters.redacts()) {
			requireRules();
		}
		else if (!parameters.prunes()) {
			// values that can't be read are said before anything starts
			this.archivers.rules();
		}
		if (!parameters.backfills() && !parameters.prunes()) {
			this.knownWorkers.know(parameters.list(), this.client.getObject().time().orElse(null));
		}
		this.store.getObject().check();
		this.ownership.claim();
	}

}
