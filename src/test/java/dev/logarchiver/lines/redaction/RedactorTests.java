package dev.logarchiver.lines.redaction;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactorTests {

	private static final String VALUE = "hunter2 & sons";

	private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

	private static final int SECRETS = 20;

	private static final List<String> PARTS = List.of(VALUE, BODY, "-----BEGIN PRIVATE KEY-----", "-----END",
			"AKIA" + "IOSFODNN7EXAMPLE", "token", "cookie", "authorization", "Bearer ", "eyJ", "://",
			"8f14e45fceea167a", "[REDACTED:jwt]", "[REDACTED:", "\u001b[1m", "api_key=", "sig=", "ghp_",
			"4111111111111111", "%22");

	private final Redaction redaction = Redaction.of(List.of("default", "card", "email"), List.of(VALUE));

	@Test
	void leavesOutAnExactValue() throws IOException {
		assertThat(redacted("password is " + VALUE + ".\nnext\n")).isEqualTo("password is [REDACTED:value].\nnext\n");
	}

	@Test
	void leavesOutAKeyOnManyLines() throws IOException {
		String text = """
				INFO -----BEGIN %s-----
				%s
				INFO %s\r
				abcd==
				-----END %1$s-----
				later
				""".formatted("RSA PRIVATE KEY", BODY, BODY);
		assertThat(redacted(text)).isEqualTo("""
				INFO -----BEGIN RSA PRIVATE KEY-----
				[REDACTED:private-key]
				INFO [REDACTED:private-key]\r
				[REDACTED:private-key]
				-----END RSA PRIVATE KEY-----
				later
				""");
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

	@Test
	void piecesMakeNoDifferenceInALineThatIsTooLongToBeHeld() throws IOException {
		Random random = new Random(2);
		for (int i = 0; i < 20; i++) {
			byte[] text = longLines(random);
			String whole = inPieces(text);
			assertThat(whole).doesNotContain(VALUE).doesNotContain("AKIAIOS").doesNotContain("8f14e45f");
			assertThat(whole.split("REDACTED:", -1)).hasSize(1 + 3 * SECRETS);
			assertThat(inPieces(text, random.ints(50, 0, text.length + 1).sorted().toArray())).isEqualTo(whole);
			assertThat(inPieces(text, IntStream.range(0, text.length / 1000).map((n) -> n * 1000).toArray()))
				.isEqualTo(whole);
		}
	}

	private static byte[] longLines(Random random) {
		StringBuilder text = new StringBuilder("first\n");
		for (String secret : List.of(VALUE, "AKIA" + "IOSFODNN7EXAMPLE", "token=8f14e45fceea167a")) {
			for (int i = 0; i < SECRETS; i++) {
				text.append(" x".repeat(random.nextInt(SecretStream.LONGEST / 3))).append(' ').append(secret);
			}
			text.append(random.nextBoolean() ? "\n" : "");
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void leavesOutASecretThatIsTooLongToBeHeld() throws IOException {
		String text = "a token=8f" + "abc".repeat(SecretStream.LONGEST) + " and then\nnext\n";
		assertThat(redacted(text)).isEqualTo("a token=[REDACTED:token] and then\nnext\n");
		assertThat(inPieces(text.getBytes(StandardCharsets.UTF_8), 11, 5000, 200_000))
			.isEqualTo("a token=[REDACTED:token] and then\nnext\n");
	}

	@Test
	void keepsEachLine() throws IOException {
		Random random = new Random(3);
		String alphabet = "a1=:\"'\\ \r\n-/@.";
		for (int i = 0; i < 300; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = 0; j < 200; j++) {
				text.append(random.nextInt(5) == 0 ? PARTS.get(random.nextInt(PARTS.size()))
						: String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
			}
			String once = redacted(text.toString());
			assertThat(once.chars().filter((read) -> read == '\n').count())
				.isEqualTo(text.chars().filter((read) -> read == '\n').count());
			assertThat(redacted(once)).isEqualTo(once);
			byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
			assertThat(inPieces(bytes, random.ints(20, 0, bytes.length + 1).sorted().toArray())).isEqualTo(once);
		}
	}

	/** What a search with a time that grows faster than the line would not end with. */
	@ParameterizedTest
	@ValueSource(strings = { "token=.", "eyJ-", "eyJ", "@", "://a:b@", "://", "-----BEGIN PRIVATE KEY-----", "glpat-",
			"authorization=.", "authorization: ", "cookie:", "cookie=", "claw", "\\", "token\\", "\"token", "[",
			"[REDACTED:", "4", "4111 ", "a@a.", "sig=", "\u001b[1m", "\u001b[", "hunter2 & son" })
	void takesNoLongerForWhatSeemsToBeASecret(String part) throws IOException {
		String text = part.repeat(1_000_000 / part.length());
		assertThat(redacted(text)).isNotEmpty();
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
