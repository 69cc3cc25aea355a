package dev.logarchiver.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.ListEntry.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A JSON list is an array of strings and objects.
 */
class JsonListTests {

	@TempDir
	private Path directory;

	private WrittenLists lists;

	@BeforeEach
	void prepare() {
		this.lists = new WrittenLists(this.directory);
	}

	@Test
	void readsStringsAndObjectsMixed() {
		assertThat(this.lists.read("a.json", """
				[
				  "acme/shop",
				  {"title": "News", "worker_id": "acme~news", "tags": [{"worker_id": "no"}]},
				  {
				    "worker_id": "slug"
				  }, "acme/shop"
				]
				""")).containsExactly("2 acme~shop", "3 acme~news", "5 slug", "6 acme~shop");
	}

	@Test
	void readsWindowsLineEndsAndByteOrderMark() {
		assertThat(this.lists.read("A.JSON", "\uFEFF[\r\n\"a\",\r\n\"b\"]")).containsExactly("2 a", "3 b");
	}

	@Test
	void stripsBlanksAroundIdsAndReadsEscapes() {
		assertThat(this.lists.read("a.json", "[\" a\\n\", \"acme\\/\\u0062\"]")).containsExactly("1 a", "1 acme~b");
	}

	@Test
	void whatIsNoWorkerIsRejectedWithItsLine() {
		assertThat(this.lists.read("a.json", """
				["a",
				5,
				null,
				true,
				["b"],
				{"id": "c"},
				{"worker_id": 6},
				{"worker_id": {"worker_id": "d"}},
				{},
				"e f",
				"",
				"\\u001b",
				"g"]
				""")).containsExactly("1 a", "2 !5", "3 !null", "4 !true", "5 ![...]", "6 !{...}", "7 !6", "8 !{...}",
				"9 !{...}", "10 !e f", "11 !", "12 !\\u001b", "13 g");
	}

	@Test
	void rejectedElementSaysWhy() {
		List<ListEntry> entries = this.lists.entries("a.json", "[5, {\"id\": 1}, \"a b\"]");
		assertThat(entries).extracting((entry) -> ((Rejected) entry).reason())
			.satisfiesExactly(
					(reason) -> assertThat(reason)
						.isEqualTo("not a Worker: expected a string, or an object with the string worker_id"),
					(reason) -> assertThat(reason).isEqualTo("no worker_id"),
					(reason) -> assertThat(reason).startsWith("'a b' is not a Worker ID"));
	}

	@Test
	void bytesThatAreNoUtf8SpoilOnlyTheirId() {
		byte[] latin = "[\"a\",\n\"m\u00fcller\",\n\"b\"]".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(this.lists.read("a.json", latin)).containsExactly("1 a", "2 !m\uFFFDller", "3 b");
	}

	@Test
	void otherPropertiesMayBeOfAnyLength() {
		String content = "[{\"x\": \"" + "y".repeat(200_000) + "\", \"worker_id\": \"a\"}]";
		assertThat(this.lists.read("a.json", content)).containsExactly("1 a");
	}

	@Test
	void readsThePlatformsOwnObjects() {
		String workers = """
				[{"slug": "s1", "path": "acme~shop", "name": "shop"},
				{"slug": "s2", "path": ""},
				{"worker_id": "news", "slug": "s3", "path": "acme~news"},
				{"path": 5, "slug": "a b"},
				{"Worker ID": "acme/x"}]
				""";
		String[] read = { "1 acme~shop", "2 s2", "3 news", "4 !a b", "5 acme~x" };
		assertThat(this.lists.read("a.json", workers)).containsExactly(read);
		String answer = "{\"code\": 0, \"extra\": [{\"scraper\": []}], \"data\": {\"count\": 5, \"scraper\": " + workers
				+ ", \"x\": {}}, \"message\": \"\"}";
		assertThat(this.lists.read("a.json", answer)).containsExactly(read);
		assertThat(this.lists.read("a.json", "{\"scraper\": " + workers + "}")).containsExactly(read);
		try (WorkerList list = this.lists.openStandardInput(answer)) {
			assertThat(WrittenLists.read(list)).containsExactly(read);
		}
	}

	@Test
	void readsAValueALine() {
		String content = """
				"acme/shop"

				{"worker_id": "acme~news", "tags": []}
				{"path": "acme~x", "slug": "s"}
				acme/bare
				"a" "b"
				5
				{"worker_id": "last"}""";
		String[] read = { "1 acme~shop", "3 acme~news", "4 acme~x", "5 !acme/bare", "6 !\"a\" \"b\"", "7 !5",
				"8 last" };
		assertThat(this.lists.read("a.jsonl", content)).containsExactly(read);
		assertThat(this.lists.read("A.NDJSON", content)).containsExactly(read);
		try (WorkerList list = this.lists.openStandardInput("{\"worker_id\": \"a\"}\r\n{\"slug\": \"b\"}\r\n")) {
			assertThat(WrittenLists.read(list)).containsExactly("1 a", "2 b");
		}
	}

	@Test
	void absurdlyLongIdIsRefused() {
		refuses("[\n\"" + "x".repeat(1_000_000) + "\"]", "is not valid JSON: correct line 2, column ",
				"(something in it is too long or nested too deeply)");
	}

	@Test
	void absurdNestingIsRefused() {
		refuses("[".repeat(100_000), "is not valid JSON: correct line 1, column ",
				"(something in it is too long or nested too deeply)");
	}

	@Test
	void malformedJsonIsRefusedWithItsPlace() {
		refuses("[\"a\"\n  \"b\"]",
				"is not valid JSON: correct line 2, column 3 (Unexpected character ('\"' (code 34))");
		refuses("[\"a\",\n" + "x".repeat(5000), "is not valid JSON: correct line 2, column ");
		refuses("acme/shop\n", "is not valid JSON: correct line 1, column ");
		refuses("[\"a\",]", "is not valid JSON: correct line 1, column ");
	}

	@Test
	void jsonThatEndsTooEarlyIsRefused() {
		refuses("[\"a\",\n\"b\"", "is not valid JSON: correct line 2, column 4 (the file ends too early)");
		refuses("[\"a\",\n\"b", "is not valid JSON: correct line 2, column 3 (the file ends too early)");
		refuses("[{\"worker_id\"", "(the file ends too early)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \n", "{\"worker_id\": \"a\"}", "\"a\"", "null" })
	void whatIsNoArrayIsRefused(String content) {
		refuses(content, "is not a JSON array: expected [\"acme/shop\", {\"worker_id\": \"acme/news\"}]");
	}

	@Test
	void moreThanAnArrayIsRefused() {
		refuses("[\"a\"]\n[\"b\"]", "is not a JSON array: remove what follows the array in line 2");
	}

	private void refuses(String content, String... parts) {
		String file = this.lists.write("a.json", content);
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(file))
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith(file + " (--workers) is not ")
				.contains(parts)
				.hasSizeLessThan(file.length() + 300));
	}

}
