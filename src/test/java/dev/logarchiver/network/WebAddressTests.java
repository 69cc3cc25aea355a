package dev.logarchiver.network;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Addresses as they are written, and as they are asked for.
 */
class WebAddressTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			https://a/b/c?d=e%2Ff&g=+h        | https://a/b/c?d=e%2Ff&g=+h
			https://a/b%2fc%2Fd/../e//f       | https://a/b%2fc%2Fd/../e//f
			https://a/日志.txt                 | https://a/%E6%97%A5%E5%BF%97.txt
			https://a/ré.txt                 | https://a/re%CC%81.txt
			https://a/résumé.txt?q=é          | https://a/r%C3%A9sum%C3%A9.txt?q=%C3%A9
			https://a/a b/c?d e               | https://a/a%20b/c?d%20e
			https://a/100%/5%g/%4             | https://a/100%25/5%25g/%254
			https://a/[1]/{2}?[3]&{4}         | https://a/%5B1%5D/%7B2%7D?[3]&%7B4%7D
			https://a/^`"<>\\                 | https://a/%5E%60%22%3C%3E%5C
			https://a/b#c d                   | https://a/b
			https://a?b                       | https://a?b
			"  https://a/b \t"                | https://a/b
			https://my_bucket.s3.example/b    | https://my_bucket.s3.example/b
			https://my_bucket:9000/b          | https://my_bucket:9000/b
			https://bücher.example/b          | https://xn--bcher-kva.example/b
			https://b%C3%BCcher.example/b     | https://xn--bcher-kva.example/b
			https://１２７.０.０.１/b          | https://127.0.0.1/b
			https://127.0.0.1./b              | https://127.0.0.1/b
			https://[::1]:8443/b              | https://[::1]:8443/b
			https://a:/b                      | https://a/b
			https://a:0443/b                  | https://a:443/b
			""")
	void readsWhatPeopleWrite(String text, String address) {
		assertThat(WebAddress.parse(text)).isEqualTo(URI.create(address));
	}

	@Test
	void encodesABar() {
		assertThat(WebAddress.parse("https://a/b|c?d|e")).isEqualTo(URI.create("https://a/b%7Cc?d%7Ce"));
	}

	@Test
	void leavesOutLineEnds() {
		assertThat(WebAddress.parse("https://a/b\r\n/c\n")).isEqualTo(URI.create("https://a/b/c"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://a b/", "https://a<b/", "https://a\\@b/", "https://a:b/", "https://a:1:2/",
			"https://[::1/", "https://0x7f.1/", "https://127.1/", "https://2130706433/", "https://0177.0.0.1/",
			"https://a.0x/", "https://%00/", "https://a%2Fb/", "https://1.2.3.256/", "no address" })
	void refusesWhatCouldBeMeantOtherwise(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WebAddress.parse(text))
			.withMessage("This is not a valid URL")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource({ "https://a/b/c?d=%7c, e, https://a/b/e", "https://a/b/c, ../e, https://a/e",
			"https://a/b/c, ../../../e/./f/.., https://a/e/", "https://a/b/c, /d//e, https://a/d//e",
			"https://a/b/c?d, ?e=%7c+f, https://a/b/c?e=%7c+f", "https://a/b%2fc/d, e%2ff, https://a/b%2fc/e%2ff",
			"https://a, e, https://a/e", "https://a/b, //é_c/d, https://xn--_c-9ia/d",
			"https://a/b, http://c, http://c", "https://a/b, '', https://a/b", "https://a/b, #c, https://a/b" })
	void resolvesReferences(String base, String reference, String address) {
		assertThat(WebAddress.resolve(URI.create(base), reference)).isEqualTo(URI.create(address));
	}

	@ParameterizedTest
	@CsvSource({ "https://a_b:8443/c, a_b, 8443", "http://a_b/c, a_b, 80", "https://a/c, a, 443",
			"https://[::1]:1/, [::1], 1", "https://[::1]/, [::1], 443" })
	void knowsHostAndPort(String address, String host, int port) {
		assertThat(WebAddress.host(URI.create(address))).isEqualTo(host);
		assertThat(WebAddress.port(URI.create(address))).isEqualTo(port);
	}

}
