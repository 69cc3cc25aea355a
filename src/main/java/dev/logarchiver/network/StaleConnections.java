package dev.logarchiver.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a request again at once when the connection that was kept for it turns out to be
 * dead: that says nothing about the other side, so it doesn't count as an attempt. For
 * requests that may be sent twice.
 */
final class StaleConnections implements HttpRequestRetryStrategy {

	/** Under which a request remembers the connection that was dead. */
	private static final String DEAD = StaleConnections.class.getName();

	@Override
	public boolean retryRequest(HttpRequest request, IOException failure, int count, HttpContext context) {
		if (failure instanceof InterruptedIOException || failure instanceof ConnectException
				|| failure instanceof UnknownHostException) {
			return false;
		}
		HttpClientContext client = HttpClientContext.cast(context);
		EndpointDetails connection = client.getEndpointDetails();
		// a failure to connect leaves the details of the connection before
		if (connection == null || connection.equals(client.getAttribute(DEAD))) {
			return false;
		}
		client.setAttribute(DEAD, connection);
		return connection.getResponseCount() > (client.getHttpRoute().isTunnelled() ? 1 : 0);
	}

	@Override
	public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
		return false;
	}

	@Override
	public TimeValue getRetryInterval(HttpRequest request, IOException failure, int count, HttpContext context) {
		return TimeValue.ZERO_MILLISECONDS;
	}

	@Override
	public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
		return TimeValue.ZERO_MILLISECONDS;
	}

}
