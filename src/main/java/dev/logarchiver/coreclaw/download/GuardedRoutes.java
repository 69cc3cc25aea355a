package dev.logarchiver.coreclaw.download;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * The ways to storages. Where one leads through a proxy, that resolves the name, so the
 * guard sees only what is written as an address; the proxy itself, which its user chose,
 * may be in the own network.
 *
 * @param routes the ways
 * @param guard who guards them
 */
record GuardedRoutes(HttpRoutePlanner routes, AddressGuard guard) implements HttpRoutePlanner {

	@Override
	public HttpRoute determineRoute(HttpHost host, HttpContext context) throws HttpException {
		HttpRoute route = this.routes.determineRoute(host, context);
		HttpHost proxy = route.getProxyHost();
		if (proxy == null) {
			return route;
		}
		try {
			this.guard.checkLiteral(host.getHostName());
			// resolved here, past the guard
			HttpHost known = new HttpHost(proxy.getSchemeName(), InetAddress.getByName(proxy.getHostName()),
					proxy.getHostName(), proxy.getPort());
			return new HttpRoute(route.getTargetHost(), null, known, route.isSecure());
		}
		catch (UnknownHostException ex) {
			throw new HttpException("There is no way", ex);
		}
	}

}
