package dev.logarchiver.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.logarchiver.intake.ListEntry.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(this.lists.read("a.txt", new byte[] { (byte) 0xff, (byte) 0xfe, '\n', 'b' }))
			.containsExactly("1 !\uFFFD\uFFFD", "2 b");
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
