package dev.logarchiver.network;

import java.util.Map;
import java.util.Objects;

import dev.logarchiver.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which proxy leads where.
 */
class ProxiesTests {

	@ParameterizedTest
	@CsvSource({ "http://proxy:3128, proxy:3128", "proxy:3128, proxy:3128", "http://proxy, proxy:80",
			"https://proxy, proxy:443", "http://u:p@proxy:1/, proxy:1", "http://u:p%40:/@proxy:1, ",
			"http://u:p%40:%2F@proxy:1, proxy:1", "http://my_proxy:1, my_proxy:1", "[::1]:3128, [::1]:3128" })
	void readsAProxyAsCurlDoes(String text, String place) {
		Map<String, String> variables = Map.of("https_proxy", text);
		if (place == null) {
			assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new Proxies(variables::get));
			return;
		}
		ProxyServer proxy = Objects.requireNonNull(new Proxies(variables::get).to("https", "api.example.com", -1));
		assertThat(proxy.host().toHostString().replaceFirst("^::1:", "[::1]:")).isEqualTo(place);
		assertThat(proxy.toString()).doesNotContain("u:p");
	}

	@ParameterizedTest
	@ValueSource(strings = { "socks5://u:s3cret@proxy", "http://u:s3cret@", "http://pro xy/s3cret", "http://p:99999/",
			"file:///s3cret" })
	void refusesWhatIsNoProxyWithoutTellingIt(String text) {
		Map<String, String> variables = Map.of("HTTP_PROXY", text);
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new Proxies(variables::get))
			.withMessageStartingWith("HTTP_PROXY ")
			.withMessageNotContaining("s3cret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			example.com         | example.com        | true
			example.com         | api.example.com    | true
			example.com         | notexample.com     | false
			.example.com        | api.example.com    | true
			.example.com        | example.com        | true
			*.example.com       | api.example.com    | true
			EXAMPLE.com         | Api.Example.COM.   | true
			a, example.com ,b   | example.com        | true
			a example.com       | example.com        | true
			example.com:443     | example.com        | true
			example.com:8443    | example.com        | false
			*                   | example.com        | true
			10.0.0.0/8          | 10.1.2.3           | true
			10.0.0.0/8          | 11.1.2.3           | false
			10.1.2.3            | 10.1.2.3           | true
			fd00::/8            | [fd00::1]          | true
			[fd00::1]:443       | [fd00::1]          | true
			::2                 | [::2]              | true
			''                  | example.com        | false
			x/y                 | example.com        | false
			""")
	void leavesOutWhatNoProxyNames(String exceptions, String host, boolean direct) {
		Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", exceptions);
		assertThat(new Proxies(variables::get).to("https", host, -1) == null).isEqualTo(direct);
	}

	@Test
	void takesTheSchemesOwnAndNoneForThisMachine() {
		Map<String, String> variables = Map.of("http_proxy", "http://small:1", "HTTP_PROXY", "http://capital:1",
				"https_proxy", "  ");
		Proxies proxies = new Proxies(variables::get);
		assertThat(proxies.to("http", "example.com", 80)).hasToString("small:1");
		assertThat(proxies.to("https", "example.com", 443)).isNull();
		for (String host : new String[] { "localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "[::1]", "::1" }) {
			assertThat(proxies.to("http", host, 80)).as(host).isNull();
		}
	}

	@Test
	void prefersThePropertiesOfTheJvm() {
		Map<String, String> values = Map.of("https_proxy", "http://variable:1", "https.proxyHost", "property",
				"https.proxyPort", "8080", "http.nonProxyHosts", "*.direct.example|10.*", "no_proxy", "other.example",
				"http.proxyUser", "u", "http.proxyPassword", "p");
		Proxies proxies = new Proxies(values::get);
		assertThat(proxies.to("https", "example.com", 443)).hasToString("property:8080");
		assertThat(proxies.to("https", "a.direct.example", 443)).isNull();
		assertThat(proxies.to("https", "10.1.2.3", 443)).isNull();
		assertThat(proxies.to("https", "other.example", 443)).isNull();
		assertThat(proxies.at("property", 8080)).isNotNull().extracting(ProxyServer::user).isEqualTo("u");
		assertThat(proxies.at("example.com", 443)).isNull();
	}

}
