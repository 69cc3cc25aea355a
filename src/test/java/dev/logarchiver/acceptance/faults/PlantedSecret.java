package dev.logarchiver.acceptance.faults;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A made-up secret within lines of a log.
 *
 * @param text the lines
 * @param trace what must not be left anywhere, in lower case
 */
record PlantedSecret(String text, String trace) {

	/** In all secrets that aren't encoded; too long to be in a log by chance. */
	static final String TRACE = "zq7xkv3wqj";

	static final List<String> VALUES = List.of("the-zq7xkv3wqj-of-the-house", "p@ss/zq7xkv3wqj+word",
			"zq7xkv3wqj-zq7xkv3wqj");

	static final int KINDS = 20;

	private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final String UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private static final int KEY_LINES = 6;

	/** The prefixes are put together, so that nobody takes this file for a leak. */
	static PlantedSecret of(int number) {
		Random random = new Random(number);
		String value = VALUES.get(number / KINDS % VALUES.size());
		String level = random.nextBoolean() ? "ERROR " : "INFO ";
		return switch (number % KINDS) {
			case 0 -> line(level + "login failed for '" + value + "'");
			case 1 -> encoded(level, value, number / KINDS % 3);
			case 2 -> line("GET /?q=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&page=2");
			case 3 -> line(level + "proxy http://user:" + word(random, 16) + "@proxy.example.com:8080 is down");
			case 4 -> line("> Authorization: Bearer " + word(random, 30) + "\r");
			case 5 -> line("{\"headers\":{\"Authorization\":\"Basic " + word(random, 28) + "==\",\"Accept\":\"*/*\"}}");
			case 6 -> line(level + "x-api-key: " + word(random, 24));
			case 7 -> line("GET https://example.com/cb?access_token=" + word(random, 32) + "&state=1 200");
			case 8 -> line("https://b.example.com/k?X-Amz-Expires=60&X-Amz-Signature=" + word(random, 40) + "&x=1");
			case 9 -> line("< Set-Cookie: sid=" + word(random, 24) + "; Path=/; HttpOnly");
			case 10 -> line("aws_access_key_id = AK" + "IA" + word(random, UPPER_CASE, 16, "ZQ7XKV3WQJ"));
			case 11 -> line(level + "AWS_SECRET_ACCESS_KEY=" + word(random, 40));
			case 12 -> line(level + "git clone failed for gh" + "p_" + word(random, 36));
			case 13 -> line("PRIVATE-TOKEN is gl" + "pat-" + word(random, 20));
			case 14 -> line("SLACK xo" + "xb-17653672481-19874698323-" + word(random, 24));
			case 15 -> line(level + "charging with sk" + "_live_" + word(random, 24));
			case 16 -> line("https://maps.example.com/json?key=AI" + "za" + word(random, 35) + " 200");
			case 17 -> line("CORECLAW_API_KEY=" + word(random, 32));
			case 18 -> line("got ey" + "JhbGciOiJIUzI1NiJ9.ey" + word(random, 60) + "." + word(random, 43));
			default -> line(key(random));
		};
	}

	private static PlantedSecret line(String text) {
		return new PlantedSecret("\n" + text + "\n", TRACE);
	}

	/** Of what surrounds the value, some bits are in the characters at its edges. */
	private static PlantedSecret encoded(String level, String value, int before) {
		String text = encode("x".repeat(before) + value + "and more");
		String trace = text.substring(6, 6 + 4 * ((value.length() - 6) / 3));
		return new PlantedSecret("\n" + level + "body " + text + "\n", trace.toLowerCase(java.util.Locale.ROOT));
	}

	private static String encode(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String key(Random random) {
		StringBuilder key = new StringBuilder("-----BEGIN PRIV" + "ATE KEY-----\n");
		for (int i = 0; i < KEY_LINES; i++) {
			key.append(word(random, 64)).append('\n');
		}
		return key.append("-----END PRIV" + "ATE KEY-----").toString();
	}

	private static String word(Random random, int length) {
		return word(random, LETTERS, length, "Zq7XkV3wQj");
	}

	private static String word(Random random, String letters, int length, String trace) {
		StringBuilder word = new StringBuilder();
		while (word.length() < length - trace.length()) {
			word.append(letters.charAt(random.nextInt(letters.length())));
		}
		return word.insert(word.length() / 2, trace).toString();
	}

	byte[] bytes() {
		return this.text.getBytes(StandardCharsets.UTF_8);
	}

}
