package dev.logarchiver.coreclaw.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.logarchiver.network.AddressRanges;

/** How far an address is from this machine, and so who can be meant by it. */
@SuppressWarnings("ImmutableEnumChecker")
enum AddressKind {

	/** A host on the internet. */
	PUBLIC("public"),
	/** A host of the own network or of the provider's. */
	PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7",
			"fec0::/10"),
	/** This machine. */
	LOOPBACK("loopback", "127.0.0.0/8", "::1"),
	/**
	 * Nothing that holds logs: the own link, where clouds hand out credentials, and
	 * addresses that hide another one.
	 */
	FORBIDDEN("forbidden",
			// where Amazon, Google, Alibaba, Oracle and Azure serve their instances
			"169.254.169.254", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
			// this network, the link, multicast, reserved and broadcast
			"0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "fe80::/10", "ff00::/8",
			// IPv4-compatible with the unspecified address, IPv4-translated, local NAT64,
			// 6to4 and Teredo: old ways to reach an IPv4 address that no storage needs
			"::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "2002::/16", "2001::/32");

	/** Networks with IPv6 alone reach all of the IPv4 internet through these. */
	private static final AddressRanges NAT64 = AddressRanges.of("64:ff9b::/96");

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1 };

	private final String text;

	private final AddressRanges ranges;

	AddressKind(String text, String... ranges) {
		this.text = text;
		this.ranges = AddressRanges.of(ranges);
	}

	static AddressKind of(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (bytes.length > MAPPED.length && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length)) {
			return of(embedded(bytes));
		}
		if (NAT64.contain(address)) {
			return (of(embedded(bytes)) == PUBLIC) ? PUBLIC : FORBIDDEN;
		}
		return Stream.of(LOOPBACK, FORBIDDEN, PRIVATE)
			.filter((kind) -> kind.ranges.contain(address))
			.findFirst()
			.orElse(PUBLIC);
	}

	private static InetAddress embedded(byte[] bytes) {
		try {
			return InetAddress.getByAddress(Arrays.copyOfRange(bytes, MAPPED.length, bytes.length));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("Four bytes are an address", ex);
		}
	}

	/** What all the addresses have in common. */
	static AddressKind nearest(InetAddress... addresses) {
		AddressKind common = LOOPBACK;
		for (InetAddress address : addresses) {
			common = switch (of(address)) {
				case LOOPBACK -> common;
				case PRIVATE -> (common == LOOPBACK) ? PRIVATE : common;
				case PUBLIC, FORBIDDEN -> PUBLIC;
			};
		}
		return common;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
