package dev.logarchiver.failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets are hidden by their value and by where they stand; the rest of a text stays.
 */
class SecretsTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "http-outgoing-0 >> Authorization: Bearer s3cr3t", ">> \"api-key: s3cr3t[\\r][\\n]\"",
					"Proxy-Authorization: Basic s3cr3t", "headers={api-key=[s3cr3t], accept=[*/*]}",
					"x-amz-security-token:s3cr3t\nx-amz-date:1", "GET /log?X-Amz-Signature=s3cr3t&x=1 HTTP/1.1",
					"https://storage/log?Expires=1&Signature=s3cr3t", "/runs?token=s3cr3t&page=1", "%3Fsig%3Ds3cr3t",
					"jdbc:postgresql://host/db?user=me&password=s3cr3t", "http://me:s3cr3t@proxy:3128",
					"{\"SessionToken\" : \"s3cr3t\"}", "{\\\"SecretAccessKey\\\":\\\"s3cr3t\\\"}",
					"<SessionToken>s3cr3t</SessionToken>", "AWS_SECRET_ACCESS_KEY=s3cr3t",
					"Authorization: AWS4-HMAC-SHA256 Credential=s3cr3t/20260615/us-east-1/s3/aws4_request, "
							+ "SignedHeaders=host, Signature=s3cr3t",
					"Set-Cookie: s3cr3t", "Authorization=[Bearer s3cr3t]" })
	void hidesWhatStandsWhereSecretsDo(String text) {
		assertThat(Secrets.hide(text)).contains("***").doesNotContain("s3cr3t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "archived worker=acme~shop run=01J0 request=req-1 bytes=123",
			"CORECLAW_API_KEY_FILE names '/etc/log-archiver/coreclaw-key'", "tokens: none",
			"connected to http://host:80/x", "The API key in CORECLAW_API_KEY has blanks" })
	void leavesEverythingElse(String text) {
		assertThat(Secrets.hide(text)).isEqualTo(text);
	}

	@Test
	void hidesWhatItWasToldOfInEachForm() {
		Secrets.keep(" wJalr/XUt+\"nFEMI \n");
		assertThat(Secrets
			.hide("a wJalr/XUt+\"nFEMI b wJalr/XUt+\\\"nFEMI c wJalr\\/XUt+\\\"nFEMI d " + "wJalr%2FXUt%2B%22nFEMI e"))
			.isEqualTo("a *** b *** c *** d *** e");
	}

	@Test
	void takesNoWordForASecret() {
		Secrets.keep("info");
		Secrets.keep("");
		Secrets.keep(null);
		assertThat(Secrets.hide("info")).isEqualTo("info");
	}

}
