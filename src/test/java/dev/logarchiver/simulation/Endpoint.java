package dev.logarchiver.simulation;

/**
 * What a call asks for.
 */
public enum Endpoint {

	/** {@code GET /workers/{id}/runs/last/log}. */
	LAST_LOG,
	/** {@code GET /workers/{id}/runs/last}. */
	LAST,
	/** {@code GET /worker-runs/{run}/log}. */
	RUN_LOG,
	/** {@code GET /worker-runs/{run}}. */
	RUN,
	/** {@code GET /worker-runs} of one Worker. */
	RUNS,
	/** {@code GET /worker-runs} of the whole account. */
	ACCOUNT_RUNS,
	/** {@code GET /workers}. */
	WORKERS,
	/** {@code GET /users/account}. */
	ACCOUNT,
	/** Any other path of the API. */
	OTHER,
	/** Anything asked of the log storage. */
	DOWNLOAD;

	/**
	 * Whether the call goes to the API and not to the log storage.
	 * @return {@code false} for {@link #DOWNLOAD}
	 */
	public boolean isApi() {
		return this != DOWNLOAD;
	}

}
