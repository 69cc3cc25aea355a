package dev.logarchiver.coreclaw.download;

import java.net.UnknownHostException;

/**
 * A host has an address that must not be called. Not a host that is unknown, but the only
 * kind of failure that a resolver may have.
 */
final class RefusedAddressException extends UnknownHostException {

	private static final long serialVersionUID = 1L;

	private final AddressKind kind;

	RefusedAddressException(AddressKind kind) {
		super("a " + kind + " address");
		this.kind = kind;
	}

	AddressKind kind() {
		return this.kind;
	}

}
