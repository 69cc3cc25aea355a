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
 * A CSV list has its IDs in the column {@code worker_id}.
 */
class CsvListTests {

	@TempDir
	private Path directory;

	private WrittenLists lists;

	@BeforeEach
	void prepare() {
		this.lists = new WrittenLists(this.directory);
	}

	@Test
	void readsOneColumnAndIgnoresTheOthers() {
		assertThat(this.lists.read("a.csv", "title,worker_id,owner\nShop,acme/shop,x\nNews,acme~news\n"))
			.containsExactly("2 acme~shop", "3 acme~news");
	}

	@Test
	void endingAndHeaderMayHaveAnyCase() {
		assertThat(this.lists.read("A.CSV", " Worker_ID ,x\na,1\n")).containsExactly("2 a");
	}

	@Test
	void readsWindowsLineEndsAndByteOrderMark() {
		assertThat(this.lists.read("a.csv", "\uFEFF\"worker_id\",x\r\na,1\r\nb,2")).containsExactly("2 a", "3 b");
	}

	@Test
	void readsQuotedFields() {
		assertThat(this.lists.read("a.csv", "x,worker_id\n\"1, \"\"one\"\"\", \"a\" \n\"\",\"b\"\n"))
			.containsExactly("2 a", "3 b");
	}

	@Test
	void recordHasTheNumberOfItsFirstLine() {
		assertThat(this.lists.read("a.csv", "x,worker_id\n\"two\n\nlines\",a\n\"\n\",b c\n1,d\n"))
			.containsExactly("2 a", "5 !b c", "7 d");
	}

	@Test
	void quotationMarkWithinAFieldIsAnyCharacter() {
		assertThat(this.lists.read("a.csv", "x,worker_id\n5\" disk,a\n6\" disk,b\n")).containsExactly("2 a", "3 b");
	}

	@Test
	void skipsBlankLinesAndKeepsRepeats() {
		assertThat(this.lists.read("a.csv", "\nworker_id\n\na\n  \na\n")).containsExactly("4 a", "6 a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker_id;name\nacme/shop;Shop\n", "name;worker_id\n1,5;acme/shop\n",
			"worker_id\tname\nacme/shop\tShop, the\n", "\uFEFF\"worker_id\"|x\r\nacme/shop|\r\n",
			"Name,Worker ID\nShop,acme/shop\n", "WorkerId,x\nacme/shop,1\n", " WORKER-ID\u00a0;x\nacme/shop;1\n" })
	void readsWhatSpreadsheetsWrite(String content) {
		assertThat(this.lists.read("a.csv", content)).containsExactly("2 acme~shop");
		assertThat(this.lists.read("a.tsv", content)).containsExactly("2 acme~shop");
		assertThat(this.lists.read("b.csv", content.getBytes(StandardCharsets.UTF_16LE)))
			.containsExactly("2 acme~shop");
		assertThat(this.lists.read("c.csv", content.getBytes(StandardCharsets.UTF_16BE)))
			.containsExactly("2 acme~shop");
		try (WorkerList list = this.lists.openStandardInput(content)) {
			assertThat(WrittenLists.read(list)).containsExactly("2 acme~shop");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sep=;", "\uFEFFSEP=;", "\"sep=;\"" })
	void aFirstLineMayTellTheSeparator(String line) {
		String content = line + "\r\nworker_id;name\r\nacme/shop;\"Shop; the\"\r\n";
		assertThat(this.lists.read("a.csv", content)).containsExactly("3 acme~shop");
		assertThat(this.lists.read("a.txt", content)).containsExactly("3 acme~shop");
	}

	@Test
	void rowsOfEmptyCellsAreBlankLines() {
		assertThat(this.lists.read("a.csv", "worker_id,note\nacme/shop,x\n,\n ,\u00a0\n\"\",\n,,,\nb,\n"))
			.containsExactly("2 acme~shop", "7 b");
	}

	@Test
	void recordWithoutAnIdIsRejected() {
		List<ListEntry> entries = this.lists.entries("a.csv", "x,worker_id\n1\n2,\n3,\"\"\n4, \n");
		assertThat(entries).hasSize(4).allSatisfy((entry) -> assertThat(entry).isInstanceOf(Rejected.class));
		assertThat(entries.get(1)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.text()).isEqualTo("2,");
			assertThat(rejected.reason()).isEqualTo("no worker_id");
			assertThat(rejected.origin().line()).isEqualTo(3);
		});
	}

	@Test
	void badIdIsRejectedWithItsLine() {
		assertThat(this.lists.read("a.csv", "worker_id\na\n\"b\n\u001bc\"\nd\n")).containsExactly("2 a",
				"3 !b\\n\\u001bc", "5 d");
	}

	@Test
	void textAfterAQuotedFieldSpoilsOnlyItsRecord() {
		List<ListEntry> entries = this.lists.entries("a.csv", "worker_id\na\n\"b\"c\nd\n");
		assertThat(entries).hasSize(3);
		assertThat(entries.get(1)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.text()).isEqualTo("\"b\"c");
			assertThat(rejected.reason()).startsWith("not valid CSV: a quotation mark is not closed");
		});
	}

	@Test
	void quotationMarkThatIsNeverClosedSpoilsOnlyItsLine() {
		assertThat(this.lists.read("a.csv", "worker_id\na\n\"b\nc\n\nd")).containsExactly("2 a", "3 !\"b", "4 c",
				"6 d");
		assertThat(this.lists.read("a.csv", "worker_id\n\"a\n\"b\n\"c\"\n\"d\n")).containsExactly("2 !\"a", "3 !\"b",
				"4 c", "5 !\"d");
	}

	@Test
	void quotationMarkThatIsNeverClosedCostsLittleMemory() {
		List<String> entries = this.lists.read("a.csv", "worker_id\n\"x\n" + "acme/shop\n".repeat(20_000) + "\"y\n");
		assertThat(entries).hasSize(20_002)
			.startsWith("2 !\"x", "3 acme~shop")
			.endsWith("20002 acme~shop", "20003 !\"y");
	}

	@Test
	void absurdlyLongFieldIsRejectedWithItsBeginning() {
		String field = "\"" + "x".repeat(1_000_000) + "\"";
		List<ListEntry> entries = this.lists.entries("a.csv", "worker_id,x\na,1\n" + field + ",2\nb,3\n");
		assertThat(entries).hasSize(3);
		assertThat(entries.get(1)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.text()).hasSize(300).startsWith("\"xxx").endsWith("x...");
			assertThat(rejected.reason()).startsWith("longer than 65536 characters");
		});
	}

	@Test
	void absurdlyLongLineWithinAFieldSpoilsOnlyItsRecord() {
		List<String> entries = this.lists.read("a.csv", "worker_id\n\"a\n" + "x".repeat(70_000) + "\"\nb\n");
		assertThat(entries).hasSize(3).startsWith("2 !\"a").endsWith("4 b");
	}

	@Test
	void bytesThatAreNoUtf8SpoilOnlyTheirId() {
		byte[] latin = "worker_id,x\na,m\u00fcller\nm\u00fcller,x\nb,x\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(this.lists.read("a.csv", latin)).containsExactly("2 a", "3 !m\uFFFDller", "4 b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "acme/shop\n", "id,name\na,b\n", "\"worker_id\na\n" })
	void fileWithoutTheColumnIsRefused(String content) {
		String file = this.lists.write("a.csv", content);
		assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> this.lists.open(file))
			.withMessage(file + " (--workers) has no column worker_id in its first line: add it, "
					+ "or rename the file to end in .txt if it has one ID per line");
	}

}
