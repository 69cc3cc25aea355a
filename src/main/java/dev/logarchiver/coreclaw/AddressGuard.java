package dev.logarchiver.coreclaw;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

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

	AddressGuard(DnsResolver names, URI base, boolean allowPrivate) {
		this.names = names;
		this.baseHost = String.valueOf(WebAddress.host(base));
		this.allowPrivate = allowPrivate;
	}

	/**
	 * Guards the downloads of a platform.
	 * @param base where the platform's API is: logs may come from this machine or its
	 * network where the API does too
	 * @param allowPrivate whether logs may come from private networks anyway
	 * @return the guard
	 */
	static AddressGuard of(URI base, boolean allowPrivate) {
		return new AddressGuard(SystemDefaultDnsResolver.INSTANCE, base, allowPrivate);
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
		for (InetAddress address : addresses) {
			AddressKind kind = AddressKind.of(address);
			if (!permits(kind)) {
				throw new RefusedAddressException(kind);
			}
		}
		return addresses;
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
			AddressKind found = nearest(this.names.resolve(this.baseHost));
			this.baseKind = found;
			return found;
		}
		catch (UnknownHostException ex) {
			// not kept: the name server may answer next time
			return AddressKind.PUBLIC;
		}
	}

	/**
	 * What all the addresses have in common.
	 */
	private static AddressKind nearest(InetAddress[] addresses) {
		AddressKind common = AddressKind.LOOPBACK;
		for (InetAddress address : addresses) {
			common = switch (AddressKind.of(address)) {
				case LOOPBACK -> common;
				case PRIVATE -> (common == AddressKind.LOOPBACK) ? AddressKind.PRIVATE : common;
				case PUBLIC, FORBIDDEN -> AddressKind.PUBLIC;
			};
		}
		return common;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
