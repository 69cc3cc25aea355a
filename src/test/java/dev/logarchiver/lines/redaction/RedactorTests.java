package dev.logarchiver.lines.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedactorTests {

	private static final String VALUE = "hunter2 & sons";

	private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

	private final Redaction redaction = Redaction.of(List.of("default"), List.of(VALUE));

	@Test
	void leavesOutAnExactValue() throws IOException {
		assertThat(redacted("password is " + VALUE + ".\nnext\n")).isEqualTo("password is [REDACTED:value].\nnext\n");
	}

	@Test
	void leavesOutAKeyOnManyLines() throws IOException {
		String text = "INFO -----BEGIN %s-----\n%s\nINFO %s\r\nabcd==\n-----END %1$s-----\nlater\n"
			.formatted("RSA PRIVATE KEY", BODY, BODY);
		assertThat(redacted(text)).isEqualTo("INFO -----BEGIN RSA PRIVATE KEY-----\n[REDACTED:private-key]\n"
				+ "INFO [REDACTED:private-key]\r\n[REDACTED:private-key]\n-----END RSA PRIVATE KEY-----\nlater\n");
	}

	@Test
	void leavesOutAValueInBase64WhereverItBegins() throws IOException {
		for (String before : List.of("", "a", "ab", "abc")) {
			String encoded = Base64.getEncoder()
				.encodeToString((before + VALUE + "rest").getBytes(StandardCharsets.UTF_8));
			assertThat(redacted("x " + encoded)).contains("[REDACTED:value]");
		}
	}

	@Test
	void piecesMakeNoDifference() throws IOException {
		Random random = new Random(1);
		String text = ("GET https://example.com/?q=hunter2%20%26%20sons\n" + VALUE + VALUE + "\n\n-----BEGIN "
				+ "PRIVATE KEY-----\n" + BODY + "\n" + BODY + "\nabc=\n-----END PRIVATE KEY-----\n" + VALUE);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		String whole = redacted(text);
		for (int i = 0; i <= bytes.length; i++) {
			assertThat(inPieces(bytes, i)).isEqualTo(whole);
		}
		for (int i = 0; i < 1000; i++) {
			assertThat(inPieces(bytes, random.ints(10, 0, bytes.length + 1).sorted().toArray())).isEqualTo(whole);
		}
	}

	private String redacted(String text) throws IOException {
		return inPieces(text.getBytes(StandardCharsets.UTF_8));
	}

	private String inPieces(byte[] text, int... ends) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Redactor redactor = this.redaction.redactor(out);
		int from = 0;
		for (int end : ends) {
			redactor.write(text, from, end - from);
			from = end;
		}
		redactor.write(text, from, text.length - from);
		redactor.finish();
		return out.toString(StandardCharsets.UTF_8);
	}

}
