package dev.logarchiver.coreclaw.download;

import java.net.URI;

import dev.logarchiver.network.Network;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is refused where a proxy resolves the names.
 */
class GuardedRoutesTests {

	private static final URI BASE = URI.create("https://api.example.com");

	private final MockEnvironment environment = new MockEnvironment().withProperty("https.proxyHost", "127.0.0.1")
		.withProperty("https.proxyPort", "3128")
		.withProperty("http.nonProxyHosts", "");

	private HttpRoute route(String host, boolean allowPrivate) throws HttpException {
		Network network = Network.of(this.environment);
		AddressGuard guard = AddressGuard.of(BASE, network, allowPrivate);
		return new GuardedRoutes(network.routes(), guard).determineRoute(new HttpHost("https", host),
				HttpClientContext.create());
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "[::1]", "fe80::1%1",
			"::ffff:10.1.2.3", "64:ff9b::a9fe:a9fe", "localhost", "a.localhost", "LOCALHOST" })
	void refusesWhatIsWrittenAsAnAddress(String host) {
		assertThatExceptionOfType(HttpException.class).isThrownBy(() -> route(host, false))
			.withCauseInstanceOf(RefusedAddressException.class);
	}

	@Test
	void leavesNamesToTheProxyWhereverThatIs() throws HttpException {
		HttpRoute route = route("logs.example", false);
		assertThat(route.getProxyHost().getAddress()).isNotNull();
		assertThat(route.isTunnelled()).isTrue();
		assertThat(route("8.8.8.8", false).getProxyHost().getPort()).isEqualTo(3128);
		assertThat(route("10.1.2.3", true).getProxyHost().getPort()).isEqualTo(3128);
	}

	@ParameterizedTest
	@CsvSource({ "http://api.example, 127.0.0.1, true", "https://api.example, 127.0.0.1, false",
			"http://api.example, 10.0.0.1, false" })
	void anApiInClearTextIsAsNearAsTheProxyOfThisMachine(String base, String proxy, boolean near) {
		Network network = Network.of(new MockEnvironment().withProperty("http_proxy", proxy + ":3128")
			.withProperty("https_proxy", proxy + ":3128"));
		AddressGuard guard = AddressGuard.of(URI.create(base), network, false);
		if (near) {
			assertThat(guard).satisfies((permitting) -> permitting.checkLiteral("127.0.0.1"));
		}
		else {
			assertThatExceptionOfType(RefusedAddressException.class).isThrownBy(() -> guard.checkLiteral("127.0.0.1"));
		}
		assertThatExceptionOfType(RefusedAddressException.class)
			.isThrownBy(() -> guard.checkLiteral("169.254.169.254"));
	}

}
