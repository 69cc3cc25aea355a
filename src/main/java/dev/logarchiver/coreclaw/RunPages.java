package dev.logarchiver.coreclaw;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.logarchiver.run.Run;
import dev.logarchiver.run.RunId;
import tools.jackson.databind.JsonNode;

/**
 * Reads a listing of runs, page by page. Runs that appear or vanish meanwhile move others
 * to another page: where fewer turned up than the platform had counted at first, all
 * pages are read again, until a round finds nothing new.
 */
final class RunPages {

	private static final int LIMIT = 100;

	private static final int MOST_ROUNDS = 5;

	private final ApiCalls calls;

	private final String path;

	private final Map<RunId, Run> runs = new LinkedHashMap<>();

	private final Set<String> unreadable = new LinkedHashSet<>();

	private int sent;

	RunPages(ApiCalls calls, String path) {
		this.calls = calls;
		this.path = path;
	}

	/**
	 * Reads all pages.
	 * @return the runs
	 * @throws CoreClawException if the platform refuses one
	 */
	ListedRuns read() {
		int before = -1;
		for (int round = 0; round < MOST_ROUNDS && found() > before; round++) {
			before = found();
			long expected = readRound();
			if (found() >= expected) {
				break;
			}
		}
		return new ListedRuns(List.copyOf(this.runs.values()), List.copyOf(this.unreadable), this.sent);
	}

	/**
	 * Reads to the end once. A page past the end is empty; a short one is the end only if
	 * nothing is missing.
	 * @return how many runs there were, by the first page
	 */
	private long readRound() {
		long expected = 0;
		for (int page = 1;; page++) {
			JsonNode data = this.calls.get(this.path + "&limit=" + LIMIT + "&offset=" + page).data();
			this.sent++;
			JsonNode list = data.path("list");
			list.forEach(this::add);
			long count = data.path("count").asLong(0);
			expected = (page == 1) ? count : expected;
			if (list.isEmpty() || (list.size() < LIMIT && found() >= count)) {
				return expected;
			}
		}
	}

	private void add(JsonNode entry) {
		try {
			Run run = RunPayload.read(entry);
			this.runs.put(run.id(), run);
		}
		catch (MalformedPayloadException ex) {
			this.unreadable.add(ex.code() + ": " + ex.getMessage());
		}
	}

	private int found() {
		return this.runs.size() + this.unreadable.size();
	}

}
