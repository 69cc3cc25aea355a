package dev.logarchiver.coreclaw.download;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

import dev.logarchiver.network.Network;
import dev.logarchiver.network.WebAddress;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Keeps downloads away from addresses that a log can't come from: the platform's answer
 * says where to connect to, and is not to be trusted. It resolves the names for the very
 * connection, literal addresses too, so that no second answer of a name server and no
 * redirect gets past it.
 */
final class AddressGuard implements DnsResolver {

	private final DnsResolver names;

	private final String baseHost;

	private final boolean allowPrivate;

	private volatile @Nullable AddressKind baseKind;

	AddressGuard(DnsResolver names, String baseHost, boolean allowPrivate) {
		this.names = names;
		this.baseHost = baseHost;
		this.allowPrivate = allowPrivate;
	}

	/**
	 * Guards the downloads of a platform.
	 * @param base where the platform's API is: logs may come from this machine or its
	 * network where the API does too
	 * @param network the way to the API. One in clear text through a proxy of this
	 * machine is as near as that proxy
	 * @param allowPrivate whether logs may come from private networks anyway
	 */
	static AddressGuard of(URI base, Network network, boolean allowPrivate) {
		String host = String.valueOf(WebAddress.host(base));
		boolean near = "http".equalsIgnoreCase(base.getScheme())
				&& network.isProxyOfThisMachine(base.getScheme(), host, WebAddress.port(base));
		return new AddressGuard(SystemDefaultDnsResolver.INSTANCE, near ? "127.0.0.1" : host, allowPrivate);
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		if (host.indexOf('%') >= 0) {
			// a zone: only addresses of the own link have one
			throw new RefusedAddressException(AddressKind.FORBIDDEN);
		}
		// the library asks for the letters that stand for it, which only some systems
		// know
		InetAddress[] addresses = this.names.resolve(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED));
		check(addresses);
		return addresses;
	}

	/**
	 * Checks a host that somebody else resolves.
	 * @param host a name, about which nothing is known, or an address
	 * @throws RefusedAddressException if it is an address that must not be called
	 */
	void checkLiteral(String host) throws RefusedAddressException {
		String bare = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
		if (bare.indexOf('%') >= 0) {
			throw new RefusedAddressException(AddressKind.FORBIDDEN);
		}
		if (bare.equals("localhost") || bare.endsWith(".localhost")) {
			check(InetAddress.getLoopbackAddress());
			return;
		}
		try {
			check(InetAddress.ofLiteral(bare));
		}
		catch (IllegalArgumentException ex) {
			// a name: the proxy's to resolve
		}
	}

	private void check(InetAddress... addresses) throws RefusedAddressException {
		for (InetAddress address : addresses) {
			AddressKind kind = AddressKind.of(address);
			if (!permits(kind)) {
				throw new RefusedAddressException(kind);
			}
		}
	}

	private boolean permits(AddressKind kind) {
		return switch (kind) {
			case PUBLIC -> true;
			case PRIVATE -> this.allowPrivate || baseKind() != AddressKind.PUBLIC;
			case LOOPBACK -> baseKind() == AddressKind.LOOPBACK;
			case FORBIDDEN -> false;
		};
	}

	private AddressKind baseKind() {
		AddressKind known = this.baseKind;
		if (known != null) {
			return known;
		}
		try {
			AddressKind found = AddressKind.nearest(this.names.resolve(this.baseHost));
			this.baseKind = found;
			return found;
		}
		catch (UnknownHostException ex) {
			// not kept: the name server may answer next time
			return AddressKind.PUBLIC;
		}
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
