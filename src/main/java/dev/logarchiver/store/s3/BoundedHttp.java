package dev.logarchiver.store.s3;

import java.io.IOException;
import java.io.InputStream;

import dev.logarchiver.network.BlockInput;
import dev.logarchiver.store.StoreBounds;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Ends every exchange that takes too long, whatever it is that doesn't come to an end: a
 * server that stops reading, or one that sends its answer byte by byte.
 */
final class BoundedHttp extends WrappedHttp {

	private final StoreBounds bounds;

	/** Wraps a client. */
	BoundedHttp(SdkHttpClient http, StoreBounds bounds) {
		super(http);
		this.bounds = bounds;
	}

	@Override
	HttpExecuteResponse call(HttpExecuteRequest request, ExecutableHttpRequest prepared) throws IOException {
		long length = request.httpRequest().firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(0L);
		TimeBudget budget = new TimeBudget(this.bounds, length);
		HttpExecuteResponse response = budget.spend(prepared::call, prepared::abort);
		return response.responseBody()
			.map((body) -> HttpExecuteResponse.builder()
				.response(response.httpResponse())
				.responseBody(AbortableInputStream.create(new BoundedBody(body, budget, prepared), body))
				.build())
			.orElse(response);
	}

	/** An answer whose reader may take its time: only what the store takes is counted. */
	private static final class BoundedBody extends BlockInput {

		private final TimeBudget budget;

		private final ExecutableHttpRequest request;

		BoundedBody(InputStream body, TimeBudget budget, ExecutableHttpRequest request) {
			super(body);
			this.budget = budget;
			this.request = request;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = this.budget.spend(() -> this.in.read(bytes, offset, length), this.request::abort);
			this.budget.received(Math.max(0, count));
			return count;
		}

	}

}
