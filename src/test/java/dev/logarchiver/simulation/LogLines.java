package dev.logarchiver.simulation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * Fills a buffer with log lines, byte by byte, because formatting would slow down load
 * tests. In a template, {@code #} stands for a digit, {@code @} for an upper case letter
 * or digit, {@code %} for a lower case hex digit.
 */
final class LogLines {

	private static final byte[] DIGITS = bytes("0123456789");

	private static final byte[] CODE = bytes("ABCDEFGHJKLMNPQRSTUVWXYZ23456789");

	private static final byte[] HEX = bytes("0123456789abcdef");

	private static final int PREFIX = "2026-06-01 00:00:00.000 ".length();

	private static final long DAY = 86_400_000;

	private static final byte[] START = bytes("INFO  [main] run started, worker version latest, 4 sessions\n");

	private static final byte[] END = bytes("INFO  [main] run finished\n");

	private static final byte[] STRETCH = bytes("DEBUG [session-#] cookie session-token=");

	private static final int SHORTEST_STRETCH = 2 * (PREFIX + START.length);

	/** Ordered by how often they come: the first ones most. */
	private static final List<byte[]> USUAL = List.of(bytes(
			"INFO  [session-#] GET https://www.example-shop.com/dp/B0@@@@@@@@?qid=%%%%%%%%%% 200 in 3## ms, 8#.# KB\n"),
			bytes("INFO  [session-#] item {\"asin\": \"B0@@@@@@@@\", \"price\": 2#.##, \"currency\": \"USD\", \"rating\": 4.#, "
					+ "\"reviews\": 1###, \"in_stock\": true}\n"),
			bytes("DEBUG [session-#] proxy us-##.pool:8##0 session %%%%%%%%%%%% reused, 3# requests\n"),
			bytes("INFO  [queue] 1## pages done, 4# waiting, # in progress, 7## items\n"),
			bytes("DEBUG [session-#] parsed 4# nodes with selector div.s-result-item[data-asin] in 1# ms\n"),
			bytes("INFO  [session-#] Bildergröße 4##×6##, Händler „Müller & Söhne“, 商品编号 @@@@@@, £##.##\n"));

	private static final List<byte[]> SELDOM = List.of(
			bytes("WARN  [session-#] 429 from www.example-shop.com, retry 2/5 in #.# s\n"),
			bytes("WARN  [session-#] CAPTCHA page at /dp/B0@@@@@@@@, new session %%%%%%%%\n"), bytes("""
					ERROR [session-#] request failed
					Traceback (most recent call last):
					  File "/app/scraper/fetch.py", line 2##, in fetch
					    response = await session.get(url, timeout=30)
					  File "/app/scraper/session.py", line ##, in get
					    raise ProxyError(f"proxy {self.proxy} refused")
					scraper.errors.ProxyError: proxy us-##.pool:8##0 refused
					"""),
			bytes("ERROR [session-#] https://www.example-shop.com/dp/B0@@@@@@@@: 403 forbidden, giving up after 5 attempts\n"));

	private static final int SELDOM_ONE_IN = 40;

	private final byte[] buffer;

	private int position;

	private long random;

	private long day = Long.MIN_VALUE;

	private byte[] date = bytes("");

	LogLines(int capacity) {
		this.buffer = new byte[capacity];
	}

	byte[] bytes() {
		return this.buffer;
	}

	/**
	 * Fills the first bytes of the buffer with whole lines, one of them stretched to fit.
	 */
	void fill(long seed, int length, long fromMillisecond, long toMillisecond, boolean first, boolean last) {
		this.position = 0;
		this.random = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
		int end = (last && length >= 2 * SHORTEST_STRETCH) ? length - PREFIX - END.length : length;
		double perByte = (toMillisecond - fromMillisecond) / (double) length;
		if (first && end >= SHORTEST_STRETCH) {
			line(fromMillisecond, START);
		}
		for (byte[] next = next(); end - this.position >= next.length + SHORTEST_STRETCH; next = next()) {
			line(fromMillisecond + (long) (this.position * perByte), next);
		}
		stretch(end, fromMillisecond + (long) (this.position * perByte));
		if (end < length) {
			line(toMillisecond, END);
		}
	}

	private void stretch(int end, long millisecond) {
		if (end - this.position >= PREFIX + STRETCH.length) {
			line(millisecond, STRETCH);
		}
		while (this.position < end) {
			this.buffer[this.position] = (this.position == end - 1) ? (byte) '\n' : HEX[below(16)];
			this.position++;
		}
	}

	private byte[] next() {
		int choice = below(SELDOM_ONE_IN * 64);
		if (choice < 64) {
			return SELDOM.get(choice % SELDOM.size());
		}
		int usual = below(USUAL.size());
		return USUAL.get(Math.min(usual, below(USUAL.size())));
	}

	private void line(long millisecond, byte[] template) {
		timestamp(millisecond);
		for (byte character : template) {
			this.buffer[this.position++] = switch (character) {
				case '#' -> DIGITS[below(10)];
				case '@' -> CODE[below(32)];
				case '%' -> HEX[below(16)];
				default -> character;
			};
		}
	}

	private void timestamp(long millisecond) {
		if (Math.floorDiv(millisecond, DAY) != this.day) {
			this.day = Math.floorDiv(millisecond, DAY);
			this.date = bytes(LocalDate.ofEpochDay(this.day) + " ");
		}
		System.arraycopy(this.date, 0, this.buffer, this.position, this.date.length);
		this.position += this.date.length;
		int time = (int) Math.floorMod(millisecond, DAY);
		number(time / 3_600_000, 10, ':');
		number(time / 60_000 % 60, 10, ':');
		number(time / 1000 % 60, 10, '.');
		number(time % 1000, 100, ' ');
	}

	private void number(int value, int highest, char behind) {
		for (int power = highest; power > 0; power /= 10) {
			this.buffer[this.position++] = DIGITS[value / power % 10];
		}
		this.buffer[this.position++] = (byte) behind;
	}

	private int below(int bound) {
		this.random = this.random * 6364136223846793005L + 1442695040888963407L;
		return (int) (((this.random >>> 33) * bound) >>> 31);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
