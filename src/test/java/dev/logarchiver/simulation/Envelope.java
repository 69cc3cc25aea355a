package dev.logarchiver.simulation;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every answer of the API is wrapped in.
 *
 * @param code 0 for success, else the platform's number of the error
 * @param message {@code success}, or what is wrong
 * @param data the payload, left out of errors
 * @param details more about the error, left out where there is none
 * @param requestId what support asks for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Envelope(int code, String message, @Nullable Object data, @Nullable List<String> details, String requestId) {

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	private static final AtomicLong REQUESTS = new AtomicLong();

	static Envelope success(Object data) {
		return new Envelope(0, "success", data, null, nextRequestId());
	}

	static Envelope error(PlatformError error, String... details) {
		return error(error.code(), error.message(), List.of(details));
	}

	static Envelope error(int code, String message, List<String> details) {
		return new Envelope(code, message, null, details.isEmpty() ? null : details, nextRequestId());
	}

	Reply reply(int status) {
		return Reply.json(status, JSON.writeValueAsString(this));
	}

	private static String nextRequestId() {
		return "req-" + REQUESTS.incrementAndGet();
	}

}
