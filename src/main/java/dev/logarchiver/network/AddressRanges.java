package dev.logarchiver.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Addresses by the bits that they begin with. */
public final class AddressRanges {

	private final List<Range> ranges;

	private AddressRanges(List<Range> ranges) {
		this.ranges = ranges;
	}

	/**
	 * Reads ranges.
	 * @param ranges such as {@code 10.0.0.0/8}, or one address
	 * @return the ranges
	 * @throws IllegalArgumentException if one is not a range
	 */
	public static AddressRanges of(String... ranges) {
		return new AddressRanges(Stream.of(ranges).map(Range::of).toList());
	}

	/**
	 * Whether an address is in one of the ranges.
	 * @param address any address
	 * @return {@code false} also for one of the other family
	 */
	public boolean contain(InetAddress address) {
		return this.ranges.stream().anyMatch((range) -> range.contains(address));
	}

	private record Range(InetAddress first, int bits) {

		static Range of(String text) {
			int slash = text.indexOf('/');
			InetAddress first = InetAddress.ofLiteral((slash < 0) ? text : text.substring(0, slash));
			int all = first.getAddress().length * Byte.SIZE;
			return new Range(first, (slash < 0) ? all : Math.min(all, Integer.parseInt(text.substring(slash + 1))));
		}

		boolean contains(InetAddress address) {
			byte[] these = this.first.getAddress();
			byte[] those = address.getAddress();
			int others = those.length * Byte.SIZE - this.bits;
			return these.length == those.length && leading(these, others).equals(leading(those, others));
		}

		private static BigInteger leading(byte[] address, int others) {
			return new BigInteger(1, address).shiftRight(others);
		}

	}

}
