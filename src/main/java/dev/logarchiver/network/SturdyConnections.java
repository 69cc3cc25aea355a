package dev.logarchiver.network;

import java.io.IOException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connections that outlive an error of one request: where an allocation fails, the
 * library closes all of them for ever, and no other Worker could be asked for any more.
 *
 * @param connections the connections
 */
public record SturdyConnections(HttpClientConnectionManager connections) implements HttpClientConnectionManager {

	@Override
	public LeaseRequest lease(String id, HttpRoute route, Timeout timeout, @Nullable Object state) {
		return this.connections.lease(id, route, timeout, state);
	}

	@Override
	public void release(ConnectionEndpoint endpoint, @Nullable Object state, TimeValue validFor) {
		this.connections.release(endpoint, state, validFor);
	}

	@Override
	public void connect(ConnectionEndpoint endpoint, TimeValue timeout, HttpContext context) throws IOException {
		this.connections.connect(endpoint, timeout, context);
	}

	@Override
	public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
		this.connections.upgrade(endpoint, context);
	}

	/** Only an error is that hasty: a client that is closed lets go gracefully. */
	@Override
	public void close(CloseMode mode) {
		if (mode == CloseMode.GRACEFUL) {
			this.connections.close(mode);
		}
	}

	@Override
	public void close() throws IOException {
		this.connections.close();
	}

}
