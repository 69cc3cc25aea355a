package dev.logarchiver.network;

import java.net.InetAddress;

/**
 * The addresses that begin with the same bits.
 *
 * @param first an address of the range
 * @param bits how many leading bits all of them share
 */
public record AddressRange(InetAddress first, int bits) {

	/**
	 * Reads a range.
	 * @param text such as {@code 10.0.0.0/8}, or one address
	 * @return the range
	 */
	public static AddressRange of(String text) {
		int slash = text.indexOf('/');
		InetAddress first = InetAddress.ofLiteral((slash < 0) ? text : text.substring(0, slash));
		return new AddressRange(first,
				(slash < 0) ? first.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1)));
	}

	/**
	 * Whether an address is one of these.
	 * @param address any address
	 * @return {@code false} also for one of the other family
	 */
	public boolean contains(InetAddress address) {
		byte[] these = this.first.getAddress();
		byte[] those = address.getAddress();
		if (these.length != those.length) {
			return false;
		}
		for (int bit = 0; bit < this.bits; bit++) {
			int mask = 0x80 >> (bit % Byte.SIZE);
			if (((these[bit / Byte.SIZE] ^ those[bit / Byte.SIZE]) & mask) != 0) {
				return false;
			}
		}
		return true;
	}

}
