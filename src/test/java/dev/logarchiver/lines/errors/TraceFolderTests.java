package dev.logarchiver.lines.errors;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import dev.logarchiver.lines.LogLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An error of several lines counts once, by the line that names the exception.
 */
class TraceFolderTests {

	private static final ErrorPattern BUILTIN = ErrorPattern.builtin();

	private static String errors(String text, int piece) {
		ErrorCounter counter = new ErrorCounter(BUILTIN);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < bytes.length; i += piece) {
			counter.add(bytes, i, Math.min(piece, bytes.length - i));
		}
		ErrorLines errors = counter.finish();
		return errors.count() + ": "
				+ errors.first().stream().map(LogLine::text).map(String::strip).collect(Collectors.joining(" | "));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void countsOnce(String name, String text, String expected) {
		for (int piece : new int[] { 1, 7, 4096 }) {
			assertThat(errors("start\n" + text + "end\n", piece)).as(name + ", " + piece).isEqualTo(expected);
			assertThat(errors("start\n" + text.replace("\n", "\r\n"), piece)).as(name + ", CRLF").isEqualTo(expected);
		}
		assertThat(errors(text + text, 4096)).as(name + " twice")
			.startsWith(2 * Integer.parseInt(expected.substring(0, expected.indexOf(':'))) + ": ");
	}

	private static Arguments of(String name, String expected, String text) {
		return Arguments.of(name, text, expected);
	}

	static Arguments[] countsOnce() {
		return new Arguments[] { of("python", "1: scraper.errors.ProxyError: proxy refused", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in fetch_error
				    response = await session.get(url, timeout=30)
				  File "/app/session.py", line 4, in get
				    raise ProxyError(f"proxy {self.proxy} refused")
				scraper.errors.ProxyError: proxy refused
				"""), of("python behind its level", "1: ValueError: x", """
				2026-11-01 12:00:01,123 ERROR job failed
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in <module>
				    fetch()
				ValueError: x
				"""), of("python with places", "1: IndexError: list index out of range", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in <module>
				    pages[7]
				    ~~~~~^^^
				IndexError: list index out of range
				"""), of("python chain", "1: RuntimeError: no price", """
				ERROR:root:page 7
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in price
				    return page["price"]
				KeyError: 'price'

				During handling of the above exception, another exception occurred:

				Traceback (most recent call last):
				  File "/app/fetch.py", line 14, in price
				    raise RuntimeError("no price") from None
				RuntimeError: no price
				"""), of("python cause", "1: RuntimeError: no price", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in price
				KeyError: 'price'

				The above exception was the direct cause of the following exception:

				Traceback (most recent call last):
				  File "/app/fetch.py", line 14, in price
				RuntimeError: no price
				"""), of("python exception of another name", "1: acme.StopScraping: enough", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in <module>
				acme.StopScraping: enough
				"""), of("python without message", "1: KeyboardInterrupt", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in <module>
				KeyboardInterrupt
				"""), of("python group", "1: | ExceptionGroup: two pages (2 sub-exceptions)", """
				  + Exception Group Traceback (most recent call last):
				  |   File "/app/fetch.py", line 12, in <module>
				  |     raise ExceptionGroup("two pages", errors)
				  | ExceptionGroup: two pages (2 sub-exceptions)
				  +-+---------------- 1 ----------------
				    | Traceback (most recent call last):
				    |   File "/app/fetch.py", line 3, in page
				    | ValueError: 1
				    +---------------- 2 ----------------
				    | ValueError: 2
				    +------------------------------------
				"""), of("python with times", "1: 2026-11-01 12:00:02 ValueError: x", """
				2026-11-01 12:00:01 Traceback (most recent call last):
				2026-11-01 12:00:01   File "/app/fetch.py", line 12, in fetch_Error
				2026-11-01 12:00:02     raise ValueError("x")
				2026-11-01 12:00:02 ValueError: x
				"""), of("python that breaks off", "1: Traceback (most recent call last):", """
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in fetch_Error
				2026-11-01 12:00:02 INFO next page
				"""), of("two levels", "2: ERROR a | ValueError: x", """
				ERROR a
				ERROR b
				Traceback (most recent call last):
				  File "/app/fetch.py", line 12, in fetch
				ValueError: x
				"""), of("java", "1: Exception in thread \"main\" java.lang.IllegalStateException: x", """
				Exception in thread "main" java.lang.IllegalStateException: x
				\tat com.acme.Fetcher.onError(Fetcher.java:12)
				\tat com.acme.Main.main(Main.java:3)
				Caused by: java.io.IOException: y
				\tat com.acme.Reader.read(Reader.java:7)
				\t... 2 more
				"""), of("java behind its level", "1: java.lang.IllegalStateException: x", """
				2026-11-01 12:00:01,123 ERROR [main] c.a.Fetcher - job failed
				java.lang.IllegalStateException: x
				\tat com.acme.Fetcher.fetch(Fetcher.java:12)
				\tSuppressed: java.io.IOException: z
				\t\tat com.acme.Reader.close(Reader.java:9)
				\t... 12 common frames omitted
				"""), of("java in one line with its level", "1: ERROR c.a.Fetcher - java.io.IOException: y", """
				ERROR c.a.Fetcher - java.io.IOException: y
				\tat com.acme.Reader.read(Reader.java:7)
				"""), of("exceptions without callers", "2: ERROR job failed | java.io.IOException: y", """
				ERROR job failed
				java.io.IOException: y
				"""), of("node", "1: Error: connect ECONNREFUSED 127.0.0.1:8080", """
				Error: connect ECONNREFUSED 127.0.0.1:8080
				    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
				    at async onError (file:///app/fetch.js:12:3) {
				  errno: -111,
				  code: 'ECONNREFUSED',
				  response: { status: 403 },
				  [cause]: Error: y
				      at x (file:///app/fetch.js:1:1)
				}
				"""), of("node that ends", "1: Error: x", """
				/app/fetch.js:12
				    throw new Error('x');
				    ^

				Error: x
				    at Object.<anonymous> (/app/fetch.js:12:11)
				"""), of("go", "1: panic: runtime error: index out of range [5] with length 3", """
				panic: runtime error: index out of range [5] with length 3 [recovered]
				\tpanic: onError

				goroutine 1 [running]:
				main.(*Fetcher).onError(0xc000012345, {0x1, 0x2})
				\t/app/errors/fetch.go:12 +0x1d
				main.main()
				\t/app/main.go:8 +0x25

				goroutine 7 [select]:
				net/http.(*persistConn).readLoop(0xc000404000)
				created by net/http.(*Transport).dialConn in goroutine 1
				\t/usr/lib/go/src/net/http/transport.go:1776 +0x16
				exit status 2
				""".replace(" [recovered]\n\tpanic: onError", "")),
				of("rust", "1: thread 'main' panicked at src/main.rs:12:5:", """
						thread 'main' panicked at src/main.rs:12:5:
						called `Result::unwrap()` on an `Err` value: Error { kind: NotFound }
						note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
						stack backtrace:
						   0: rust_begin_unwind
						             at /rustc/abc/library/std/src/panicking.rs:665:5
						   1: fetcher::Error::new
						"""), of("ruby", "1: /app/fetch.rb:12:in `fetch': boom (RuntimeError)", """
						/app/fetch.rb:12:in `fetch': boom (RuntimeError)
						\tfrom /app/fetch.rb:20:in `on_error'
						\tfrom /app/fetch.rb:30:in `<main>'
						"""), of("php", "1: PHP Fatal error:  Uncaught RuntimeException: x in /app/fetch.php:12", """
						PHP Fatal error:  Uncaught RuntimeException: x in /app/fetch.php:12
						Stack trace:
						#0 /app/fetch.php(20): onError()
						#1 {main}
						  thrown in /app/fetch.php on line 12
						"""), of("dotnet", "1: Unhandled exception. System.InvalidOperationException: x", """
						Unhandled exception. System.InvalidOperationException: x
						 ---> System.IO.IOException: y
						   at Acme.Reader.Read() in /app/Reader.cs:line 7
						   --- End of inner exception stack trace ---
						   at Acme.Program.Main() in /app/Program.cs:line 3
						""") };
	}

	@ParameterizedTest
	@MethodSource
	void aCarriageReturnBeginsTheLineAnew(String text, String expected) {
		for (int piece : new int[] { 1, 3, 100_000 }) {
			assertThat(errors(text, piece)).as("%s, %d", text.length(), piece).isEqualTo(expected);
		}
	}

	static Arguments[] aCarriageReturnBeginsTheLineAnew() {
		String bar = "\r50% |#####     |".repeat(5000);
		return new Arguments[] { Arguments.of("10%\r20%\rERROR x\r30%\n", "1: ERROR x"),
				Arguments.of("ERROR x\rERROR y\r\nERROR z\r", "3: ERROR x | ERROR y | ERROR z"),
				Arguments.of(bar + "\rERROR x" + bar + "\n", "1: ERROR x"),
				Arguments.of("INFO a\rERROR b\n", "1: ERROR b"),
				Arguments.of(bar + " Error: z", "1: 50% |#####     | Error: z"),
				Arguments.of("x ".repeat(10_000) + "status 403\n", "1: " + "x ".repeat(250).strip()) };
	}

}
