package dev.logarchiver.coreclaw.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.hc.client5.http.DnsResolver;

/**
 * A name server that knows what it was told.
 */
final class KnownNames implements DnsResolver {

	private final Map<String, InetAddress[]> addresses = new ConcurrentHashMap<>();

	void add(String host, String... literals) {
		this.addresses.put(host, Stream.of(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] known = this.addresses.get(host);
		if (known == null) {
			throw new UnknownHostException(host);
		}
		return known.clone();
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
