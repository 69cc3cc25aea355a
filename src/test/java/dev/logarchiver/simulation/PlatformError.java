package dev.logarchiver.simulation;

/**
 * The rows of the platform's error table.
 */
public enum PlatformError {

	/** Retried with backoff. */
	SYSTEM_ERROR(10000, 500, "internal server error"),
	/** Retried with backoff. */
	DATABASE_ERROR(14000, 500, "database error"),
	/** Fails the Worker. */
	NOT_IMPLEMENTED(16000, 501, "not implemented"),
	/** Fails the Worker. */
	INVALID_ARGUMENT(11000, 400, "invalid argument"),
	/** The Worker has no run yet. */
	NOT_FOUND(11004, 404, "not found"),
	/** The Worker has no run yet. */
	RUN_NOT_FOUND(70001, 404, "run record does not exist"),
	/** Fails the Worker. */
	WORKER_NOT_FOUND(50001, 404, "worker does not exist"),
	/** Stops the job. */
	KEY_MISSING(12001, 401, "authentication required"),
	/** Stops the job. */
	KEY_INVALID(12002, 401, "invalid token"),
	/** Slows down the job. */
	TOO_MANY_REQUESTS(13000, 429, "too many requests"),
	/** Retried later. */
	PLAN_LIMIT(30003, 429, "concurrency limit of the plan reached");

	private final int code;

	private final int status;

	private final String message;

	PlatformError(int code, int status, String message) {
		this.code = code;
		this.status = status;
		this.message = message;
	}

	/**
	 * The platform's number for it.
	 * @return the {@code code} of the answer
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The HTTP status that it usually comes with.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The platform's words for it.
	 * @return the {@code message} of the answer
	 */
	public String message() {
		return this.message;
	}

}
