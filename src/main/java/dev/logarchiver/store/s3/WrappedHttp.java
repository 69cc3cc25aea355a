package dev.logarchiver.store.s3;

import java.io.IOException;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client that does something about each exchange of another one. */
abstract class WrappedHttp implements SdkHttpClient {

	private final SdkHttpClient http;

	WrappedHttp(SdkHttpClient http) {
		this.http = http;
	}

	/**
	 * Has a request executed.
	 * @return what the caller gets for an answer
	 */
	abstract HttpExecuteResponse call(HttpExecuteRequest request, ExecutableHttpRequest prepared) throws IOException;

	@Override
	public final ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		ExecutableHttpRequest prepared = this.http.prepareRequest(request);
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() throws IOException {
				return WrappedHttp.this.call(request, prepared);
			}

			@Override
			public void abort() {
				prepared.abort();
			}

		};
	}

	@Override
	public final String clientName() {
		return this.http.clientName();
	}

	@Override
	public final void close() {
		this.http.close();
	}

}
