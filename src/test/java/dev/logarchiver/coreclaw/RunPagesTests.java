package dev.logarchiver.coreclaw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.logarchiver.coreclaw.RunPages.Page;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where a listing of runs ends.
 */
class RunPagesTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final List<Integer> asked = new ArrayList<>();

	@Test
	void endsAtAPageThatBringsNothingNew() {
		ListedRuns listed = read(200, (page) -> page(Math.min(page, 2)));
		assertThat(listed.runs()).hasSize(200);
		assertThat(listed.missing()).isZero();
		assertThat(this.asked).containsExactly(1, 2, 3);
	}

	@Test
	void endsAtARepeatedPageThoughRunsAreMissing() {
		ListedRuns listed = read(500, (page) -> page(Math.min(page, 2)));
		assertThat(listed.runs()).hasSize(200);
		assertThat(listed.missing()).isEqualTo(300);
		assertThat(this.asked).containsExactly(1, 2, 3, 1, 2, 3);
	}

	@Test
	void endsWhereEachPageIsTheFirst() {
		assertThat(read(300, (page) -> page(1)).missing()).isEqualTo(200);
		assertThat(this.asked).hasSizeLessThan(6);
	}

	@Test
	void endsWhereEachPageHoldsTheSameNonsense() {
		assertThat(read(300, (page) -> List.of(JSON.readTree("{\"slug\": \"no run!\"}"))).unreadable()).hasSize(1);
		assertThat(this.asked).hasSizeLessThan(6);
	}

	@Test
	void goesOnWhereAPageBringsOneNewRun() {
		assertThat(read(102, (page) -> (page <= 3) ? runs(page - 1, page + 99) : List.of()).runs()).hasSize(102);
	}

	private ListedRuns read(long count, java.util.function.IntFunction<List<JsonNode>> pages) {
		return new RunPages((page) -> {
			this.asked.add(page);
			return new Page(pages.apply(page), count);
		}).read();
	}

	private static List<JsonNode> page(int number) {
		return runs((number - 1) * 100, number * 100);
	}

	private static List<JsonNode> runs(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((run) -> JSON.readTree("{\"slug\": \"run-" + run + "\", \"status\": \"succeeded\"}"))
			.toList();
	}

}
