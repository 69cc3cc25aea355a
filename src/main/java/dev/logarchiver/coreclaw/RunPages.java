package dev.logarchiver.coreclaw;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

import dev.logarchiver.coreclaw.CoreClawException.Kind;
import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import tools.jackson.databind.JsonNode;

/**
 * Reads a listing of runs, page by page. Runs that appear or vanish meanwhile move others
 * to another page: where fewer turned up than the platform had counted at first, all
 * pages are read again, until a round finds nothing new.
 */
final class RunPages {

	/** The most that the API gives at a time. */
	static final int LIMIT = 100;

	private static final int MOST_PAGES = 2_000;

	private static final int MOST_ROUNDS = 5;

	private final IntFunction<Page> pages;

	private final Map<RunId, Run> runs = new LinkedHashMap<>();

	private final Set<String> unreadable = new LinkedHashSet<>();

	private final Owners owners = new Owners();

	private int sent;

	/**
	 * Creates a listing.
	 * @param pages gives a page by its number from 1 on; an empty one behind the last
	 */
	RunPages(IntFunction<Page> pages) {
		this.pages = pages;
	}

	ListedRuns read() {
		long expected = readRound();
		for (int round = 1, before = -1; round < MOST_ROUNDS && found() < expected && found() > before; round++) {
			before = found();
			expected = readRound();
		}
		return new ListedRuns(List.copyOf(this.runs.values()), List.copyOf(this.unreadable), List.of(),
				Math.max(0, expected - found()), this.sent);
	}

	/**
	 * Reads to the end once. A page past the end is empty, or brings nothing new on a
	 * server that gives the last page for those behind it; a short one is the end only if
	 * nothing is missing.
	 * @return how many runs there were, by the first page
	 */
	private long readRound() {
		long expected = 0;
		Set<String> seen = new HashSet<>();
		for (int number = 1; number <= MOST_PAGES; number++) {
			Page page = this.pages.apply(number);
			this.sent++;
			boolean news = page.entries().stream().map(this::add).filter(seen::add).count() > 0;
			expected = (number == 1) ? page.count() : expected;
			if (!news || (page.entries().size() < LIMIT && found() >= page.count())) {
				return expected;
			}
		}
		throw new CoreClawException(Kind.FAILED, "A list of runs",
				ApiFailure.withoutAnswer("endless_list", "it has no end after " + MOST_PAGES + " pages"));
	}

	private String add(JsonNode entry) {
		try {
			Run run = RunPayload.read(entry);
			this.runs.put(run.id(), run);
			this.owners.add(run.id(), Envelope.text(entry.path("scraper_slug")));
			return run.id().value();
		}
		catch (MalformedPayloadException ex) {
			String unreadable = ex.code() + ": " + ex.getMessage();
			this.unreadable.add(unreadable);
			return unreadable;
		}
	}

	Owners owners() {
		return this.owners;
	}

	private int found() {
		return this.runs.size() + this.unreadable.size();
	}

	/**
	 * A page under the API's own names.
	 *
	 * @param entries its entries
	 * @param count how many entries all pages have
	 */
	record Page(List<JsonNode> entries, long count) {

		static Page read(JsonNode data) throws MalformedPayloadException {
			JsonNode list = data.path("list");
			if (!list.isArray() && !list.isNull()) {
				throw new MalformedPayloadException("malformed_answer", "the answer has no list of runs");
			}
			return new Page(list.valueStream().toList(), data.path("count").asLong(0));
		}

	}

}
