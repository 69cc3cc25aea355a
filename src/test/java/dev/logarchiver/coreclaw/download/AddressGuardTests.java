package dev.logarchiver.coreclaw.download;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

import dev.logarchiver.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which addresses may be called, and where.
 */
class AddressGuardTests {

	private static final String BASE = "api.example.com";

	private final KnownNames names = new KnownNames();

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
			"192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.255.255", "169.255.0.0", "223.255.255.255",
			"2001:4860:4860::8888", "2600:1f00::1", "64:ff9b::8.8.8.8" })
	void knowsPublicAddresses(String address) {
		assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(AddressKind.PUBLIC);
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
			"192.168.255.255", "100.64.0.0", "100.127.255.255", "198.18.0.1", "fc00::1", "fdff:ffff::1", "fec0::1",
			"::ffff:10.0.0.1" })
	void knowsPrivateAddresses(String address) {
		assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(AddressKind.PRIVATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1" })
	void knowsThisMachine(String address) {
		assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(AddressKind.LOOPBACK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.169.254", "169.254.0.1", "169.254.255.255", "fe80::1", "febf::1", "fd00:ec2::254",
			"100.100.100.200", "192.0.0.192", "168.63.129.16", "0.0.0.0", "0.1.2.3", "::", "224.0.0.1",
			"239.255.255.255", "ff02::1", "255.255.255.255", "240.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
			"::169.254.169.254", "::8.8.8.8", "::ffff:0:8.8.8.8", "64:ff9b::169.254.169.254", "64:ff9b::127.0.0.1",
			"64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1", "2002:7f00:1::", "2002:808:808::1",
			"2001:0:1::1" })
	void knowsForbiddenAddresses(String address) {
		assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(AddressKind.FORBIDDEN);
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.1, 8.8.8.8, true", "203.0.113.1, 10.0.0.1, false", "203.0.113.1, 127.0.0.1, false",
			"192.168.1.1, 10.0.0.1, true", "192.168.1.1, 127.0.0.1, false", "127.0.0.1, 10.0.0.1, true",
			"127.0.0.1, 127.0.0.2, true", "::1, 127.0.0.1, true", "127.0.0.1, 169.254.169.254, false",
			"127.0.0.1, 2002:7f00:1::, false" })
	void permitsWhatIsAsNearAsTheApi(String api, String storage, boolean permitted) {
		this.names.add("api.example.com", api);
		assertThat(permits(new AddressGuard(this.names, BASE, false), storage)).isEqualTo(permitted);
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.1, true", "fd12::1, true", "127.0.0.1, false", "169.254.1.1, false", "fd00:ec2::254, false" })
	void permitsPrivateAddressesWhereToldTo(String storage, boolean permitted) {
		this.names.add("api.example.com", "203.0.113.1");
		assertThat(permits(new AddressGuard(this.names, BASE, true), storage)).isEqualTo(permitted);
	}

	@Test
	void goesByTheFarthestAddressOfTheApi() {
		this.names.add("api.example.com", "127.0.0.1", "203.0.113.1");
		assertThat(permits(new AddressGuard(this.names, BASE, false), "127.0.0.1")).isFalse();
	}

	@Test
	void refusesAHostOfWhichOneAddressIsForbidden() {
		this.names.add("storage.example.com", "8.8.8.8", "10.0.0.1");
		assertThatExceptionOfType(RefusedAddressException.class)
			.isThrownBy(() -> new AddressGuard(this.names, BASE, false).resolve("storage.example.com"));
	}

	@Test
	void asksAgainForAnApiThatIsNotKnownYet() throws UnknownHostException {
		AddressGuard guard = new AddressGuard(this.names, BASE, false);
		assertThat(permits(guard, "10.0.0.1")).isFalse();
		this.names.add("api.example.com", "192.168.0.1");
		assertThat(permits(guard, "10.0.0.1")).isTrue();
		assertThat(guard.resolve("10.0.0.1")).containsExactly(InetAddress.ofLiteral("10.0.0.1"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
			"[0:0:0:0:0:0:0:1]", "localhost", "[fe80::1%1]", "[fe80::1%25lo]", "169.254.169.254", "2852039166",
			"[::ffff:a9fe:a9fe]", "0", "0.0.0.0", "[::]" })
	void seesThroughLiterals(String host) {
		AddressGuard guard = AddressGuard.of(URI.create("https://8.8.8.8"), Network.of(new StandardEnvironment()),
				true);
		assertThatExceptionOfType(RefusedAddressException.class).isThrownBy(() -> guard.resolve(host));
	}

	private boolean permits(AddressGuard guard, String address) {
		this.names.add(address, address);
		try {
			return guard.resolve(address).length == 1;
		}
		catch (RefusedAddressException ex) {
			return false;
		}
		catch (UnknownHostException ex) {
			throw new AssertionError(ex);
		}
	}

}
