package dev.logarchiver.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import dev.logarchiver.failure.ConfigurationException;
import dev.logarchiver.intake.ListEntry.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A text list has an ID a line.
 */
class TextListTests {

	@TempDir
	private Path directory;

	private WrittenLists lists;

	@BeforeEach
	void prepare() {
		this.lists = new WrittenLists(this.directory);
	}

	@Test
	void readsAnIdALine() {
		assertThat(this.lists.read("a.txt", "acme/shop\nacme~news\nslug\n")).containsExactly("1 acme~shop",
				"2 acme~news", "3 slug");
	}

	@Test
	void readsAnyOtherEndingAsText() {
		assertThat(this.lists.read("workers", "a\n")).containsExactly("1 a");
		assertThat(this.lists.read("workers.lst", "a\n")).containsExactly("1 a");
	}

	@Test
	void readsTheLastLineWithoutItsEnd() {
		assertThat(this.lists.read("a.txt", "a\nb")).containsExactly("1 a", "2 b");
	}

	@Test
	void keepsRepeats() {
		assertThat(this.lists.read("a.txt", "a\nb\na\n")).containsExactly("1 a", "2 b", "3 a");
	}

	@Test
	void skipsBlankLinesAndComments() {
		assertThat(this.lists.read("a.txt", "# all\n\n  \t\na\n  # indented\nb\n#c\n")).containsExactly("4 a", "6 b");
	}

	@Test
	void commentMayFollowAnIdAfterABlank() {
		assertThat(this.lists.read("a.txt", "a # the shop\nb\t#2\nc#d\n")).containsExactly("1 a", "2 b", "3 !c#d");
	}

	@Test
	void stripsBlanksAroundIds() {
		assertThat(this.lists.read("a.txt", "  a\t\n\u3000b \n")).containsExactly("1 a", "2 b");
	}

	@Test
	void readsWindowsLineEndsAndByteOrderMark() {
		assertThat(this.lists.read("a.txt", "\uFEFFa\r\n\r\nb\r\n")).containsExactly("1 a", "3 b");
	}

	@Test
	void readsOldLineEnds() {
		assertThat(this.lists.read("a.txt", "a\rb\r\rc")).containsExactly("1 a", "2 b", "4 c");
	}

	@Test
	void badLinesDoNotStopTheOthers() {
		assertThat(this.lists.read("a.txt", "a\nb c\n../d\ne\n")).containsExactly("1 a", "2 !b c", "3 !../d", "4 e");
	}

	@Test
	void rejectedLineSaysWhereAndWhy() {
		List<ListEntry> entries = this.lists.entries("a.txt", "a\nb c\n");
		Origin origin = new Origin(this.directory.resolve("a.txt").toString(), 2);
		assertThat(origin).hasToString(this.directory.resolve("a.txt") + ", line 2");
		assertThat(entries.get(1)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.origin()).isEqualTo(origin);
			assertThat(rejected.reason()).startsWith("'b c' is not a Worker ID: expected a slug, owner/name");
		});
	}

	@Test
	void controlCharactersAreEscaped() {
		List<ListEntry> entries = this.lists.entries("a.txt", "a\u001b[31m\u0000b\n");
		assertThat(entries.getFirst()).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.text()).isEqualTo("a\\u001b[31m\\u0000b");
			assertThat(rejected.reason()).startsWith("'a\\u001b[31m\\u0000b' is not");
		});
	}

	@Test
	void bytesThatAreNoUtf8SpoilOnlyTheirLine() {
		byte[] latin = "a\nm\u00fcller\n# m\u00fcller\nb\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(this.lists.read("a.txt", latin)).containsExactly("1 a", "2 !m\uFFFDller", "4 b");
		try (WorkerList list = this.lists.open(this.directory.resolve("a.txt").toString())) {
			assertThat(WrittenLists.entries(list).get(1)).isInstanceOfSatisfying(Rejected.class,
					(rejected) -> assertThat(rejected.reason()).isEqualTo("not UTF-8: save the list as UTF-8"));
		}
	}

	@Test
	void bytesThatAreNoUtf8MayComeFirst() {
		assertThat(this.lists.read("a.txt", new byte[] { (byte) 0xff, (byte) 0xfd, '\n', 'b' }))
			.containsExactly("1 !\uFFFD\uFFFD", "2 b");
	}

	@Test
	void blanksThatAreNotSeenAreBlanks() {
		assertThat(this.lists.read("a.txt", "acme/shop\u00a0\n\u200bb\u2060\n\u00a0\u200b\nc\u00a0# the shop\n"))
			.containsExactly("1 acme~shop", "2 b", "4 c");
		assertThat(this.lists.read("a.txt", "a\u00a0b\n")).containsExactly("1 !a\u00a0b");
	}

	@Test
	void readsUtf16() {
		String content = "acme/shop\r\n# the other\r\nslug\r\n";
		for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
			assertThat(this.lists.read("a.txt", ("\uFEFF" + content).getBytes(charset))).containsExactly("1 acme~shop",
					"3 slug");
			assertThat(this.lists.read("a.txt", content.getBytes(charset))).containsExactly("1 acme~shop", "3 slug");
		}
	}

	@Test
	void aTableIsReadAsOneWhateverItsName() {
		assertThat(this.lists.read("Workers.txt", "Name\tWorker ID\r\nShop\tacme/shop\r\n"))
			.containsExactly("2 acme~shop");
		assertThat(this.lists.read("a.txt", "worker_id\na\n")).containsExactly("1 worker_id", "2 a");
	}

	@ParameterizedTest
	@CsvSource({ "workers.xlsx, 504b030414000600, save the sheet as CSV",
			"workers.csv, 504b030414000600, save the sheet as CSV",
			"workers.xls, d0cf11e0a1b11ae1, save the sheet as CSV", "workers.csv.gz, 1f8b0800, unpack it",
			"workers.txt.zst, 28b52ffd00, unpack it", "workers.json, 1f8b0800, unpack it",
			"w.pdf, 255044462d, a text file" })
	void whatIsNoTextIsRefusedAsAWhole(String name, String bytes, String remedy) {
		String file = this.lists.write(name, HexFormat.of().parseHex(bytes));
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(file))
			.withMessageStartingWith(file + " (--workers) is ")
			.withMessageContaining(remedy);
	}

	@Test
	void absurdlyLongLineIsRejectedWithItsBeginning() {
		List<ListEntry> entries = this.lists.entries("a.txt", "a\n" + "x".repeat(1_000_000) + "\nb\n");
		assertThat(entries).hasSize(3);
		assertThat(entries.get(1)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.text()).hasSize(300).startsWith("xxx").endsWith("x...");
			assertThat(rejected.reason()).isEqualTo("longer than 65536 characters: expected a Worker ID");
			assertThat(rejected.origin().line()).isEqualTo(2);
		});
	}

	@Test
	void commentsMayBeOfAnyLength() {
		assertThat(this.lists.read("a.txt", "a # " + "x".repeat(100_000) + "\nb\n")).containsExactly("1 a", "2 b");
	}

}
