package dev.logarchiver.lines.difference;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lines are the same where they differ in times, IDs, addresses and numbers only.
 */
class LineMaskTests {

	private final LineMask mask = new LineMask(1000);

	private long hash(String line) {
		byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
		return this.mask.hash(bytes, bytes.length);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-06-01 00:00:00.123 INFO start         | 2027-12-31 23:59:59.9 INFO start
			2026-06-01T00:00:00Z start                 | 2026-11-09T10:20:30.123456Z start
			2026-06-01T00:00:00+02:00 start            | 2026-11-09T10:20:30+01:00 start
			2026/06/01 1:02 start                      | 2026/06/21 11:02 start
			Jun  1 00:00:00 host worker[12]: start     | Dec 24 10:11:12 host worker[4711]: start
			Mon, 01 Jun 2026 10:00 AM start            | Sat, 12 Dec 2026 09:00 PM start
			[00:00:00] start                           | [12:34:56] start
			1780272000 start                           | 1780272000123 start
			run 01KDXV2G26BT7NH4ZQR2R4NPZA ended       | run 01KE0000000000000000000000 ended
			id 550e8400-e29b-41d4-a716-446655440000.   | id abcdefab-cdef-abcd-efab-cdefabcdefab.
			id=550e8400-e29b-41d4-a716-446655440000    | id=00000000-0000-0000-0000-000000000000
			commit a1b2c3d                             | commit 0f9e8d7
			sha256:9f86d081884c7d659a2feaa0c55ad015    | sha256:0000000000000000a0000000000000aa
			proxy 10.0.0.1:8080 refused                | proxy 192.168.100.20:3128 refused
			from 2001:db8::1 refused                   | from 2001:db8::ff00 refused
			asin B0ABCDEF12 at 19.99 USD               | asin B09XYZ1234 at 1,299.00 USD
			GET /x 200 in 312 ms, 8.1 KB               | GET /x 200 in 4 ms, 812 KB
			GET /x 200 in 403 ms                       | GET /x 200 in 312 ms
			took 350ms                                 | took 4ms
			took 1234567ms                             | took 4ms
			code A7BX2Q                                | code ZZ9PLM
			12 of 40 items                             | 403 of 999 items
			retry 2/5                                  | retry 1/5
			parsed     7 nodes                         | parsed 12345 nodes
			""")
	void sameButForItsRun(String line, String other) {
		assertThat(hash(line)).isEqualTo(hash(other));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			start                                      | stop
			a start                                    | A start
			GET /x 200 in 312 ms                       | GET /x 403 in 312 ms
			GET /x 403 in 312 ms                       | GET /x 404 in 312 ms
			"GET /x HTTP/1.1" 200 17                   | "GET /x HTTP/1.1" 503 17
			status=200                                 | status=403
			{"status": 200}                            | {"status": 429}
			HTTP 200                                   | HTTP 502
			https://x/dp/B0ABCDEF12: 200 OK            | https://x/dp/B0ABCDEF12: 403 OK
			12 items                                   | twelve items
			proxy refused                              | proxy 10.0.0.1 refused
			deadbeef                                   | cafebabe
			Bildergröße 4                              | Bildergrösse 4
			10 ms                                      | 10 s
			took 1234567ms                             | took 1234567ns
			utf8                                       | utf
			""")
	void differentInWhatItSays(String line, String other) {
		assertThat(hash(line)).isNotEqualTo(hash(other));
	}

}
