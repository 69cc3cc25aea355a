package dev.logarchiver.coreclaw.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.logarchiver.network.AddressRange;

/**
 * How far an address is from this machine, and so who can be meant by it.
 */
enum AddressKind {

	/** A host on the internet. */
	PUBLIC("public"),
	/** A host of the own network or of the provider's. */
	PRIVATE("private"),
	/** This machine. */
	LOOPBACK("loopback"),
	/**
	 * Nothing that holds logs: the own link, where clouds hand out credentials, and
	 * addresses that hide another one.
	 */
	FORBIDDEN("forbidden");

	private static final List<AddressRange> LOOPBACKS = ranges("127.0.0.0/8", "::1");

	private static final List<AddressRange> PRIVATES = ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
			"100.64.0.0/10", "198.18.0.0/15", "fc00::/7", "fec0::/10");

	/** Where Amazon, Google, Alibaba, Oracle and Azure serve their instances. */
	private static final List<AddressRange> METADATA = ranges("169.254.169.254", "fd00:ec2::254", "fd20:ce::254",
			"100.100.100.200", "192.0.0.192", "168.63.129.16");

	/** This network, the link, multicast, reserved and broadcast. */
	private static final List<AddressRange> SPECIAL = ranges("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4",
			"240.0.0.0/4", "fe80::/10", "ff00::/8");

	/**
	 * IPv4-compatible with the unspecified address, IPv4-translated, local NAT64, 6to4
	 * and Teredo: old ways to reach an IPv4 address that no storage needs.
	 */
	private static final List<AddressRange> WRAPPINGS = ranges("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48",
			"2002::/16", "2001::/32");

	/** Networks with IPv6 alone reach all of the IPv4 internet through these. */
	private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1 };

	private final String text;

	AddressKind(String text) {
		this.text = text;
	}

	static AddressKind of(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (bytes.length > MAPPED.length && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)) {
			return of(embedded(bytes));
		}
		if (NAT64.contains(address)) {
			return (of(embedded(bytes)) == PUBLIC) ? PUBLIC : FORBIDDEN;
		}
		if (isIn(LOOPBACKS, address)) {
			return LOOPBACK;
		}
		if (isIn(METADATA, address) || isIn(SPECIAL, address) || isIn(WRAPPINGS, address)) {
			return FORBIDDEN;
		}
		return isIn(PRIVATES, address) ? PRIVATE : PUBLIC;
	}

	private static InetAddress embedded(byte[] bytes) {
		try {
			return InetAddress.getByAddress(Arrays.copyOfRange(bytes, MAPPED.length, bytes.length));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("Four bytes are an address", ex);
		}
	}

	private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
		return ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private static List<AddressRange> ranges(String... ranges) {
		return Stream.of(ranges).map(AddressRange::of).toList();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
